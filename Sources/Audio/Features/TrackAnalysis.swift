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
    /// frame of 93 ms; and of kind `limit` where a long track's frames do not fit into the folder.
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
        framesInMemoryMax: Int = RowStore.framesInMemoryMax,
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
        let room = FrameRoom(
            framesInMemoryMax: framesInMemoryMax, temporaryFolder: temporaryFolder, name: name)
        let pass = HarmonyPass(frameCount: AnalysisFrame.count(ofSamples: signal.sampleCount))
        let frames = try FrameAnalysis(of: signal, harmony: pass, room: room)
        var timings = frames.timings
        let harmony = try pass.finish(source: signal, room: room, timings: &timings)
        let silence = Silence(rms: frames.features.rms)
        let (rhythm, tempo) = timings.measure(\.rhythmSeconds) {
            let rhythm = Rhythm(
                features: frames.features, origin: silence.firstHeardFrame,
                durationSeconds: Double(signal.sampleCount) / AnalysisFrame.sampleRateHz)
            return (rhythm, TempoFinder.estimate(OnsetBands(frames.mel)))
        }
        let start = AnalysisTimings.now()
        let (summaries, windows) = summaries(
            of: frames.features, harmony: harmony, rhythm: rhythm, silence: silence)
        let measures = TrackMeasures(
            summaries: summaries, rhythm: rhythm, tempo: tempo, harmony: harmony, loudness: loudness,
            silence: silence, windows: windows,
            harmonicEnergy: sum(frames.features.harmonicEnergy),
            percussiveEnergy: sum(frames.features.percussiveEnergy), peak: Double(peak))
        let vector = TrackFeatures.table.vector(of: measures)
        timings.summarySeconds += AnalysisTimings.now() - start
        return TrackAnalysis(
            vector: vector, descriptors: TrackDescriptors(measures, durationSeconds: durationSeconds),
            windows: windows, rhythm: rhythm, harmony: harmony, patches: LogMelPatches(mel: frames.mel),
            features: frames.features, timings: timings)
    }

    /// Of the track and of its windows, column by column, since all columns of a long track at once are much.
    private static func summaries(
        of features: FrameFeatures, harmony: TrackHarmony, rhythm: Rhythm, silence: Silence
    ) -> ([String: ColumnSummary], [WindowFeatures]) {
        let columns = ColumnValues(features, adding: harmony.namedColumns + [harmony.chromaMeans])
        let ranges = WindowFeatures.ranges(of: features.frameCount, from: silence.firstHeardFrame)
        let inWindows = Set(FeatureColumns.ofWindows.map(\.name))
        var ofTrack: [String: ColumnSummary] = [:]
        var ofWindows = [[String: ColumnSummary]](repeating: [:], count: ranges.count)
        for column in FeatureColumns.all {
            let (whole, parts) = columns.summaries(
                column, in: inWindows.contains(column.name) ? ranges : [])
            ofTrack[column.name] = whole
            for (index, part) in parts.enumerated() { ofWindows[index][column.name] = part }
        }
        let windows = ranges.indices.map { index in
            WindowFeatures(
                frames: ranges[index], index: index, rms: features.rms, summaries: ofWindows[index],
                rhythm: rhythm)
        }
        return (ofTrack, windows)
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
