import CSignal
import CatalogCore

/// Everything that is known of a track from its sound.
package struct TrackAnalysis: Sendable {
    /// In `TrackFeatures.set`.
    package let vector: FeatureVector
    package let descriptors: TrackDescriptors
    /// The 30-second windows from the first sound on.
    package let windows: [WindowFeatures]
    package let rhythm: Rhythm
    package let harmony: TrackHarmony
    /// Pictures for networks, made when asked for.
    package let patches: LogMelPatches
    package let features: FrameFeatures
    package let timings: AnalysisTimings

    /// A shorter signal has nothing to measure: one frame.
    package static let samplesMin = AnalysisFrame.length

    /// Analyses what was heard of a file.
    ///
    /// Throws an `AudioError` of kind `unanalysable` where there is nothing to hear: digital silence, or less than a
    /// frame of 93 ms; and of kind `limit` where a long track's mel spectrogram does not fit into the folder.
    package static func analyze(
        _ heard: HeardAudio, name: String = "a track",
        temporaryFolder: String = HearingLimits.standard.temporaryFolder
    ) throws -> TrackAnalysis {
        try analyze(
            heard.signal, loudness: heard.loudness, durationSeconds: heard.durationSeconds, name: name,
            temporaryFolder: temporaryFolder)
    }

    /// Analyses a mono signal at the rate of analysis.
    package static func analyze(
        _ signal: some SampleSource, loudness: Loudness?, durationSeconds: Double, name: String = "a signal",
        melFramesInMemoryMax: Int = MelStore.framesInMemoryMax,
        temporaryFolder: String = HearingLimits.standard.temporaryFolder
    ) throws -> TrackAnalysis {
        guard signal.sampleCount >= samplesMin else {
            throw AudioError(
                .unanalysable, file: name,
                reason:
                    "it has \(signal.sampleCount) samples at 22,050 Hz, and less than \(samplesMin) cannot be "
                    + "analysed.")
        }
        let peak = try loudestSample(of: signal)
        guard peak > 0 else {
            throw AudioError(
                .unanalysable, file: name, reason: "it is digital silence: there is nothing to analyse.")
        }
        let pass = HarmonyPass()
        let frames = try FrameAnalysis(
            of: signal, harmony: pass, melFramesInMemoryMax: melFramesInMemoryMax,
            temporaryFolder: temporaryFolder,
            name: name)
        var timings = frames.timings
        let harmony = try pass.finish(source: signal, timings: &timings)
        let silence = Silence(rms: frames.features.rms)
        let (rhythm, tempo) = timings.measure(\.rhythmSeconds) {
            let rhythm = Rhythm(
                features: frames.features, origin: silence.firstHeardFrame,
                durationSeconds: Double(signal.sampleCount) / AnalysisFrame.sampleRateHz)
            return (rhythm, TempoFinder.estimate(OnsetBands(frames.mel)))
        }
        let start = AnalysisTimings.now()
        let columns = ColumnValues(frames.features, adding: harmony.columns)
        let windows = windows(
            of: columns, rhythm: rhythm, silence: silence, frameCount: frames.features.frameCount)
        let measures = TrackMeasures(
            summaries: Dictionary(
                uniqueKeysWithValues: FeatureColumns.all.map { ($0.name, columns.summary($0)) }),
            rhythm: rhythm, tempo: tempo, harmony: harmony, loudness: loudness, silence: silence,
            windows: windows,
            harmonicEnergy: sum(frames.features.harmonicEnergy),
            percussiveEnergy: sum(frames.features.percussiveEnergy), peak: Double(peak))
        let vector = TrackFeatures.table.vector(of: measures)
        timings.summarySeconds += AnalysisTimings.now() - start
        return TrackAnalysis(
            vector: vector, descriptors: TrackDescriptors(measures, durationSeconds: durationSeconds),
            windows: windows, rhythm: rhythm, harmony: harmony, patches: LogMelPatches(mel: frames.mel),
            features: frames.features, timings: timings)
    }

    private static func windows(
        of columns: ColumnValues, rhythm: Rhythm, silence: Silence, frameCount: Int
    ) -> [WindowFeatures] {
        WindowFeatures.ranges(of: frameCount, from: silence.firstHeardFrame).enumerated().map {
            index, range in
            WindowFeatures(frames: range, index: index, columns: columns, rhythm: rhythm)
        }
    }

    private static func sum(_ values: [Float]) -> Double { values.reduce(0.0) { $0 + Double($1) } }

    /// The largest magnitude, read in blocks.
    private static func loudestSample(of signal: some SampleSource) throws -> Float {
        let block = AlignedBuffer(count: 65_536)
        var loudest: Float = 0
        var start = 0
        while start < signal.sampleCount {
            let end = min(signal.sampleCount, start + block.count)
            try signal.read(start..<end, into: block.floats)
            loudest = max(loudest, catalog_largest_magnitude(block.floats, end - start))
            start = end
        }
        return loudest
    }
}
