import Audio
import Testing

/// Features against librosa 0.11: 1e-4 on means, 1e-3 on frames, relative to the value or the column's level.
@Suite struct GoldenFeatureTests {
    @Test func thereAreSignals() { #expect(GoldenSignal.all.count >= 20) }

    @Test(arguments: GoldenSignal.names)
    func agreesWithLibrosa(name: String) throws {
        let golden = try #require(GoldenSignal.all[name])
        let samples = try golden.samples()
        let sum = samples.reduce(0.0) { $0 + Double(abs($1)) }
        try #require(abs(sum - golden.sum) <= 1e-7 * max(1, golden.sum), "both made the same signal")
        let analysis = try FrameAnalysis(of: samples)
        #expect(analysis.features.frameCount == golden.frameCount)
        var columns: [String: [Float]] = [:]
        for column in analysis.features.namedColumns { columns[column.name] = column.values }
        for (column, mean) in golden.means {
            let ours = try #require(columns[column])
            #expect(ours.count == golden.frameCount)
            let level = try max(#require(golden.levels[column]), Self.leastLevel(column, of: golden))
            let ourMean = ours.reduce(0.0) { $0 + Double($1) } / Double(ours.count)
            #expect(abs(ourMean - mean) <= 1e-4 * level, "mean of \(column): \(ourMean), librosa \(mean)")
            guard column != "spectral_rolloff" else { continue }
            for (frame, value) in zip(golden.frames, try #require(golden.values[column])) {
                let apart = abs(Double(ours[frame]) - value)
                #expect(
                    apart <= 1e-3 * max(abs(value), level),
                    "\(column) of frame \(frame): \(ours[frame]), librosa \(value)")
            }
        }
        let bins = analysis.features.rolloffHz.map { Int((Double($0) / AnalysisFrame.binHz).rounded()) }
        let moved = zip(bins, golden.rolloffBins).count { $0 != $1 }
        #expect(
            Double(moved) <= 0.001 * Double(bins.count), "rolloff moved in \(moved) of \(bins.count) frames")
        for (ours, theirs) in zip(bins, golden.rolloffBins) { #expect(abs(ours - theirs) <= 1) }
    }

    /// What a column is compared with where it is nothing but rounding: coefficients are sums over 128 decibel values,
    /// which round in the last digits of the largest one; flat spectra have no contrast.
    private static func leastLevel(_ column: String, of golden: GoldenSignal) -> Double {
        if column.hasPrefix("mfcc") { return 3e-3 * (golden.levels["mfcc_0"] ?? 0) }
        return column.hasPrefix("spectral_contrast") ? 0.01 : 1e-9
    }

    @Test(arguments: GoldenSignal.names)
    func deltasAgreeWithLibrosa(name: String) throws {
        let golden = try #require(GoldenSignal.all[name])
        let features = try FrameAnalysis(of: golden.samples()).features
        for coefficient in 0..<20 {
            guard let first = golden.deltaDeviations["mfcc_delta_\(coefficient)"],
                let second = golden.deltaDeviations["mfcc_delta2_\(coefficient)"]
            else { continue }
            let values = features.mfccColumn(coefficient)
            let slopes = ColumnSummary(Deltas.slopes(values)).deviation
            let curvatures = ColumnSummary(Deltas.curvatures(values)).deviation
            // Coefficients of a steady tone do not move but by rounding.
            #expect(abs(slopes - first) <= 1e-4 * max(first, 1))
            #expect(abs(curvatures - second) <= 1e-4 * max(second, 1))
        }
    }

    @Test(arguments: GoldenSignal.names)
    func rhythmAgreesWithLibrosa(name: String) throws {
        let golden = try #require(GoldenSignal.all[name])
        let samples = try golden.samples()
        let features = try FrameAnalysis(of: samples).features
        let rhythm = Rhythm(features: features, origin: 0, durationSeconds: Double(samples.count) / 22_050)
        #expect(abs(rhythm.librosaTempoBpm - golden.tempo) < 1e-9 * golden.tempo)
        #expect(abs(rhythm.beatTempoBpm - golden.beatTempo) <= 1e-9 * golden.beatTempo)
        let near =
            Self.countNear(rhythm.beatFrames, golden.beats) + Self.countNear(golden.beats, rhythm.beatFrames)
        #expect(Double(near) >= 0.99 * Double(rhythm.beatFrames.count + golden.beats.count))
        let onsets =
            Self.countNear(rhythm.onsetFrames, golden.onsets)
            + Self.countNear(golden.onsets, rhythm.onsetFrames)
        #expect(Double(onsets) >= 0.99 * Double(rhythm.onsetFrames.count + golden.onsets.count))
    }

    /// How many have a counterpart within one frame.
    private static func countNear(_ some: [Int], _ others: [Int]) -> Int {
        some.count { one in others.contains { abs($0 - one) <= 1 } }
    }
}
