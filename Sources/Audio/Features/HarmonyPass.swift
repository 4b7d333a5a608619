/// Takes the spectra of the one pass, then makes pitch of the signal once its tuning is known.
final class HarmonyPass {
    private var ofPowers = TuningEstimator(binsPerOctave: 12)
    private var ofMagnitudes = TuningEstimator(binsPerOctave: 36)
    private let noise = HarmonicToNoise()
    private let powers = AlignedBuffer(count: AnalysisFrame.binCount)
    private var ratios: [Float] = []

    init(frameCount: Int) { ratios.reserveCapacity(frameCount) }

    /// Takes the magnitudes of the next frame.
    func add(magnitudes: UnsafePointer<Float>) {
        for bin in 0..<AnalysisFrame.binCount { powers.floats[bin] = magnitudes[bin] * magnitudes[bin] }
        ofMagnitudes.add(magnitudes)
        ofPowers.add(powers.floats)
        ratios.append(noise.ratioDb(power: powers.floats) ?? HarmonicToNoise.lowestDb)
    }

    /// Two more passes over the signal: chroma needs the tuning of the whole.
    func finish(
        source: some SampleSource, room: FrameRoom, timings: inout AnalysisTimings
    ) throws -> TrackHarmony {
        let tuning = ofPowers.estimate()
        let tuningOfBins = ofMagnitudes.estimate()
        ofPowers.forget()
        ofMagnitudes.forget()
        let spectral = try timings.measure(\.chromaSeconds) {
            try chroma(of: source, tuning: tuning, room: room)
        }
        var profile = TonalProfile()
        var (constantQ, energy) = (Self.writer(room), Self.writer(room))
        try timings.measure(\.constantQSeconds) {
            let row = AlignedBuffer(count: ChromaSequence.classCount)
            var statistics = EnergyChroma()
            // Chroma follow the tuning that is estimated, as librosa's do; chords and key do not (`TonalProfile`).
            try ConstantQTransform.forEachBlock(of: source, tunings: [tuningOfBins, 0]) { frames, rows in
                for frame in 0..<frames.count {
                    let magnitudes = rows + 2 * frame * ConstantQTransform.rowCount
                    profile.add(magnitudes + ConstantQTransform.rowCount)
                    row.floats.update(repeating: 0, count: row.count)
                    ChromaSequence.fold(constantQ: magnitudes, into: row.floats)
                    try statistics.append(row.floats) { try energy.append($0) }
                    ChromaSequence.divideByMaximum(row.floats)
                    try constantQ.append(row.floats)
                }
            }
            try statistics.finish { try energy.append($0) }
            profile.finish()
        }
        return try timings.measure(\.harmonySeconds) {
            let chords = ChordRecognizer.recognize(profile.chroma)
            return TrackHarmony(
                chromaSTFT: spectral, chromaCQT: try constantQ.finish(), chromaEnergy: try energy.finish(),
                harmonicToNoise: ratios, key: KeyEstimator().estimate(profile.chroma),
                chords: chords, tuning: tuning)
        }
    }

    private static func writer(_ room: FrameRoom) -> RowStore.Writer {
        RowStore.Writer(width: ChromaSequence.classCount, room: room)
    }

    private func chroma(of source: some SampleSource, tuning: Double, room: FrameRoom) throws -> RowStore {
        let filters = ChromaFilterBank(tuning: tuning)
        let transform = MagnitudeTransform()
        let frames = ShortTimeFourierTransform(frameLength: AnalysisFrame.length, hop: AnalysisFrame.hop)
        let row = AlignedBuffer(count: ChromaSequence.classCount)
        var writer = Self.writer(room)
        try frames.forEachStretch(0..<AnalysisFrame.count(ofSamples: source.sampleCount), of: source) {
            _, samples in
            transform.transform(samples, into: powers.floats)
            for bin in 0..<AnalysisFrame.binCount { powers.floats[bin] *= powers.floats[bin] }
            filters.apply(power: powers.floats, into: row.floats)
            ChromaSequence.divideByMaximum(row.floats)
            try writer.append(row.floats)
        }
        return try writer.finish()
    }
}
