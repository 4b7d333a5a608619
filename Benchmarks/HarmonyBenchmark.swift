import Audio
import FoundationEssentials

/// Times the harmony features and writes what the evaluation scripts score.
///
/// `harmony time FILE.wav`, `harmony constant-q FILE.wav OUT.f32`, …: files are 22,050 Hz mono 16-bit WAV.
enum HarmonyBenchmark {
    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else {
            print("usage: harmony time|constant-q FILE.wav [OUT.f32] [POOL]")
            return
        }
        switch arguments[0] {
        case "hear": try hear(Array(arguments.dropFirst()))
        case "tempo", "tempo-candidates":
            try tempo(Array(arguments.dropFirst()), showsCandidates: arguments[0] != "tempo")
        case "time": try time(arguments[1])
        case "constant-q": try dump(arguments)
        default: print("no harmony benchmark is called \(arguments[0])")
        }
    }

    /// Samples of a plain WAV file as the evaluation scripts write it.
    static func samples(_ path: String) throws -> [Float] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let bytes = [UInt8](data.dropFirst(44))
        return (0..<bytes.count / 2).map {
            Float(Int16(truncatingIfNeeded: Int(bytes[2 * $0]) | Int(bytes[2 * $0 + 1]) << 8)) / 32768
        }
    }

    static func tunings(_ samples: [Float]) throws -> (power: Double, magnitude: Double) {
        var power = TuningEstimator(binsPerOctave: 12)
        var magnitude = TuningEstimator(binsPerOctave: 36)
        let spectra = ShortTimeFourierTransform()
        var row = [Float](repeating: 0, count: spectra.binCount)
        try spectra.forEachFrame(0..<spectra.frameCount(ofSamples: samples.count), of: samples) {
            _, _, spectrum in
            for bin in row.indices {
                row[bin] =
                    spectrum[2 * bin] * spectrum[2 * bin] + spectrum[2 * bin + 1] * spectrum[2 * bin + 1]
            }
            power.add(row)
            for bin in row.indices { row[bin] = row[bin].squareRoot() }
            magnitude.add(row)
        }
        return (power.estimate(), magnitude.estimate())
    }

    private static func time(_ path: String) throws {
        let samples = try samples(path)
        let seconds = Double(samples.count) / 22_050
        let clock = ContinuousClock()
        for _ in 0..<3 {
            var tuning = 0.0
            let first = try clock.measure { tuning = try tunings(samples).magnitude }
            var chroma = ChromaSequence()
            let second = try clock.measure {
                try ConstantQTransform.forEachBlock(of: samples, tunings: [tuning]) { frames, magnitudes in
                    for frame in 0..<frames.count {
                        chroma.append(constantQ: magnitudes + frame * ConstantQTransform.rowCount)
                    }
                }
            }
            let third = clock.measure {
                _ = chroma.energyNormalized()
                _ = chroma.normalizedByMaximum().tonalCentroids()
            }
            var profile = TonalProfile()
            let row = [Float](repeating: 0.1, count: ConstantQTransform.rowCount)
            let fourth = clock.measure {
                for _ in 0..<chroma.frameCount { profile.add(row) }
                profile.finish()
                let chords = ChordRecognizer.recognize(profile.chroma)
                _ = (chords, KeyEstimator().estimate(profile.chroma))
            }
            let powers = try ShortTimeFourierTransform().powers(of: samples)
            let meter = HarmonicToNoise()
            let fifth = clock.measure { for power in powers { _ = meter.ratioDb(power: power) } }
            let parts = [
                ("tuning", first), ("constant-q", second), ("cens and tonnetz", third),
                ("chords and key", fourth),
                ("harmonic-to-noise", fifth),
            ]
            for (name, duration) in parts {
                print(name, Int(seconds / (duration / .seconds(1))), terminator: "  ")
            }
            print("times real time")
        }
    }

    /// Prints a JSON line for each file: tempo, its probability, the runner-up.
    private static func tempo(_ paths: [String], showsCandidates: Bool) throws {
        for path in paths {
            let onsets = OnsetBands(try FrameAnalysis(of: samples(path)).mel)
            guard !showsCandidates else {
                let candidates = TempoFinder.judged(onsets)
                print(
                    #"{"file":"\#(path)","candidates":\#(candidates.map(\.beatsPerMinute)),"#
                        + #""features":\#(candidates.map(\.features))}"#)
                continue
            }
            let estimate = TempoFinder.estimate(onsets)
            print(
                #"{"file":"\#(path)","tempo":\#(estimate?.beatsPerMinute ?? 0),"#
                    + #""confidence":\#(estimate?.confidence ?? 0),"#
                    + #""runnerUp":\#(estimate?.runnerUpBeatsPerMinute ?? 0)}"#)
        }
    }

    /// Prints a JSON line for each file: key, its probability, the runner-up, the chord of each group of frames.
    private static func hear(_ paths: [String]) throws {
        for path in paths {
            var profile = TonalProfile()
            try ConstantQTransform.forEachBlock(of: samples(path), tunings: [0]) { frames, magnitudes in
                for frame in 0..<frames.count {
                    profile.add(magnitudes + frame * ConstantQTransform.rowCount)
                }
            }
            profile.finish()
            let chords = ChordRecognizer.recognize(profile.chroma)
            let estimator = KeyEstimator()
            let key = estimator.estimate(profile.chroma)
            let scores = estimator.scores(profile.chroma)
            print(
                #"{"file":"\#(path)","key":\#(key.tonic + (key.isMinor ? 12 : 0)),"#
                    + #""confidence":\#(key.confidence),"#
                    + #""runnerUp":\#(key.runnerUpTonic + (key.runnerUpIsMinor ? 12 : 0)),"#
                    + #""scores":\#(scores),"chords":\#(chords.indices)}"#)
        }
    }

    /// Writes constant-Q magnitudes, averaged over POOL frames.
    private static func dump(_ arguments: [String]) throws {
        let pool = arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1
        let rows = try constantQ(samples(arguments[1]), pool: pool)
        try rows.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: arguments[2])) }
    }

    /// Constant-Q magnitudes, the mean of `pool` frames each.
    static func constantQ(_ samples: [Float], pool: Int) throws -> [Float] {
        let tuning = try tunings(samples)
        var rows: [Float] = []
        var sum = [Float](repeating: 0, count: ConstantQTransform.rowCount)
        try ConstantQTransform.forEachBlock(of: samples, tunings: [tuning.magnitude]) { frames, magnitudes in
            for frame in frames {
                let from = magnitudes + (frame - frames.lowerBound) * ConstantQTransform.rowCount
                for bin in sum.indices { sum[bin] += from[bin] / Float(pool) }
                if frame % pool == pool - 1 {
                    rows += sum
                    for bin in sum.indices { sum[bin] = 0 }
                }
            }
        }
        return rows
    }
}
