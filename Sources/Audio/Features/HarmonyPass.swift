/// Takes the spectra of the one pass, then makes pitch of the signal once its tuning is known.
final class HarmonyPass {
    private var ofPowers = TuningEstimator(binsPerOctave: 12)
    private var ofMagnitudes = TuningEstimator(binsPerOctave: 36)
    private let noise = HarmonicToNoise()
    private let powers = AlignedBuffer(count: AnalysisFrame.binCount)
    private var ratios: [Float] = []

    /// Takes the magnitudes of the next frame.
    func add(magnitudes: UnsafePointer<Float>) {
        for bin in 0..<AnalysisFrame.binCount { powers.floats[bin] = magnitudes[bin] * magnitudes[bin] }
        ofMagnitudes.add(magnitudes)
        ofPowers.add(powers.floats)
        ratios.append(noise.ratioDb(power: powers.floats) ?? HarmonicToNoise.lowestDb)
    }

    /// Two more passes over the signal: chroma needs the tuning of the whole.
    func finish(
        source: some SampleSource, timings: inout AnalysisTimings
    ) throws -> TrackHarmony {
        let tuning = ofPowers.estimate()
        let tuningOfBins = ofMagnitudes.estimate()
        var stft = ChromaSequence()
        try timings.measure(\.chromaSeconds) { stft = try chroma(of: source, tuning: tuning) }
        var constantQ = ChromaSequence()
        var profile = TonalProfile(tuning: tuning, tuningOfBins: tuningOfBins)
        try timings.measure(\.constantQSeconds) {
            constantQ.reserveFrames(ConstantQTransform.frameCount(ofSamples: source.sampleCount))
            try ConstantQTransform.forEachBlock(of: source, tuning: tuningOfBins) { frames, rows in
                for frame in 0..<frames.count {
                    constantQ.append(constantQ: rows + frame * ConstantQTransform.rowCount)
                    profile.add(rows + frame * ConstantQTransform.rowCount)
                }
            }
            profile.finish()
        }
        return timings.measure(\.harmonySeconds) {
            let chords = ChordRecognizer.recognize(profile.chroma)
            let normalized = constantQ.normalizedByMaximum()
            return TrackHarmony(
                chromaSTFT: stft.normalizedByMaximum(), chromaCQT: normalized,
                chromaEnergy: constantQ.energyNormalized(), tonalCentroids: normalized.tonalCentroids(),
                harmonicToNoise: ratios, key: KeyEstimator().estimate(profile.chroma, chords: chords),
                chords: chords, tuning: tuning)
        }
    }

    private func chroma(of source: some SampleSource, tuning: Double) throws -> ChromaSequence {
        let filters = ChromaFilterBank(tuning: tuning)
        let transform = MagnitudeTransform()
        let frames = ShortTimeFourierTransform(frameLength: AnalysisFrame.length, hop: AnalysisFrame.hop)
        let count = AnalysisFrame.count(ofSamples: source.sampleCount)
        var chroma = ChromaSequence()
        chroma.reserveFrames(count)
        try frames.forEachStretch(0..<count, of: source) { _, samples in
            transform.transform(samples, into: powers.floats)
            for bin in 0..<AnalysisFrame.binCount { powers.floats[bin] *= powers.floats[bin] }
            filters.append(power: powers.floats, to: &chroma)
        }
        return chroma
    }
}
