import Audio
import Testing

/// Tuning, constant-Q transform, chroma and tonal centroids against librosa 0.11.
@Suite struct HarmonyGoldenTests {
    @Test(arguments: HarmonySignals.golden.keys.sorted())
    func agreesWithLibrosa(_ name: String) throws {
        let golden = try HarmonyGolden.load()
        let signal = try #require(golden.signals.first { $0.name == name })
        let samples = try #require(HarmonySignals.golden[name])
        #expect(samples.count == signal.samples)
        let sum = samples.reduce(0) { $0 + Double(abs($1)) }
        try #require(
            abs(sum - signal.sum) <= 1e-6 * signal.sum, "the test makes the signal that the script made")

        let tunings = try HarmonySignals.tunings(samples)
        #expect(abs(tunings.semitones - signal.tuningSemitones) < 1e-9)
        #expect(abs(tunings.thirds - signal.tuningThirds) < 1e-9)

        let magnitudes = try HarmonySignals.constantQ(samples, tuning: signal.tuningThirds)
        let rows = ConstantQTransform.rowCount
        let frames = ConstantQTransform.frameCount(ofSamples: samples.count)
        #expect(magnitudes.count == frames * rows)
        for (kept, frame) in stride(from: 0, to: frames, by: 41).enumerated() {
            for row in 0..<rows {
                let expected = signal.constantQ[kept * rows + row]
                #expect(abs(magnitudes[frame * rows + row] - expected) < 1e-5, "frame \(frame) row \(row)")
            }
        }

        let features = try features(samples, magnitudes: magnitudes, tuning: signal.tuningSemitones)
        for (feature, (values, width)) in features {
            compare(values, width: width, signal, feature, every: golden.every)
        }
    }

    private func features(
        _ samples: [Float], magnitudes: [Float], tuning: Double
    ) throws -> [String: (values: [Float], width: Int)] {
        var constantQ = ChromaSequence()
        magnitudes.withUnsafeBufferPointer { magnitudes in
            guard let base = magnitudes.baseAddress else { return }
            for frame in 0..<magnitudes.count / ConstantQTransform.rowCount {
                constantQ.append(constantQ: base + frame * ConstantQTransform.rowCount)
            }
        }
        var spectral = ChromaSequence()
        let filters = ChromaFilterBank(tuning: tuning)
        for row in try ShortTimeFourierTransform().powers(of: samples) {
            filters.append(power: row, to: &spectral)
        }
        return [
            "chromaStft": (spectral.normalizedByMaximum().values, 12),
            "chromaConstantQ": (constantQ.normalizedByMaximum().values, 12),
            "chromaEnergy": (constantQ.energyNormalized().values, 12),
            "tonalCentroids": (constantQ.normalizedByMaximum().tonalCentroids(), 6),
        ]
    }

    private func compare(
        _ values: [Float], width: Int, _ signal: HarmonyGolden.Signal, _ feature: String, every: Int
    ) {
        let expected = signal.frames[feature] ?? []
        let count = values.count / width
        #expect(expected.count == (count + every - 1) / every * width)
        for (kept, frame) in stride(from: 0, to: count, by: every).enumerated() {
            for column in 0..<width {
                let difference = abs(values[frame * width + column] - expected[kept * width + column])
                #expect(difference < 1e-3, "\(feature) frame \(frame) column \(column)")
            }
        }
        for column in 0..<width {
            let mean = (0..<count).reduce(0.0) { $0 + Double(values[$1 * width + column]) } / Double(count)
            let wanted = signal.means[feature]?[column] ?? .nan
            // A mean of values of either sign may be near nothing: then the difference counts.
            #expect(
                abs(mean - wanted) <= 1e-4 * max(abs(wanted), 0.01), "\(feature) mean of column \(column)")
        }
    }
}
