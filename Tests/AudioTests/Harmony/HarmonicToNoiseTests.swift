import Audio
import CatalogCore
import Glibc
import Testing

@Suite struct HarmonicToNoiseTests {
    /// A tone with six harmonics and white noise, the ratio of their powers in dB.
    static func mixture(hz: Double, ratioDb: Double, seed: UInt64) -> [Float] {
        var random = SplitMix64(seed: seed)
        let tone = (0..<44_100).map { index in
            (1...6).reduce(0.0) {
                $0 + sin(2 * .pi * hz * Double($1 * index) / 22_050 + Double($1)) / Double($1)
            }
        }
        let noise = tone.map { _ in random.normal() }
        let power = { (values: [Double]) in values.reduce(0) { $0 + $1 * $1 } / Double(values.count) }
        let scale = (power(tone) / power(noise) / pow(10, ratioDb / 10)).squareRoot()
        return zip(tone, noise).map { Float(0.1 * ($0 + scale * $1)) }
    }

    /// The mean over the frames that lie inside the signal.
    static func meanDb(_ samples: [Float]) throws -> Double {
        let meter = HarmonicToNoise()
        let rows = try ShortTimeFourierTransform().powers(of: samples).dropFirst(2).dropLast(2)
        let ratios = rows.compactMap { meter.ratioDb(power: $0) }
        return ratios.reduce(0) { $0 + Double($1) } / Double(max(1, ratios.count))
    }

    @Test(arguments: [90.0, 147.3, 220, 441.7, 880], [0.0, 5, 10, 20, 30])
    func aKnownRatioIsMeasured(_ hz: Double, _ ratioDb: Double) throws {
        let measured = try Self.meanDb(Self.mixture(hz: hz, ratioDb: ratioDb, seed: 4))
        #expect(abs(measured - ratioDb) < 1, "\(hz) Hz at \(ratioDb) dB measures \(measured)")
    }

    @Test func noiseHasLittleHarmony() throws {
        let measured = try Self.meanDb(HarmonySignals.noise(seconds: 2, seed: 1))
        #expect(measured < -5)
    }

    @Test func silenceHasNoRatioAndAllElseIsFinite() throws {
        let meter = HarmonicToNoise()
        #expect(meter.ratioDb(power: [Float](repeating: 0, count: 1_025)) == nil)
        for samples in [
            [Float(1)], [Float](repeating: 1, count: 8_192), HarmonySignals.noise(seconds: 0.1, seed: 8),
        ] {
            for row in try ShortTimeFourierTransform().powers(of: samples) {
                let ratio = meter.ratioDb(power: row) ?? 0
                #expect(ratio >= HarmonicToNoise.lowestDb && ratio <= HarmonicToNoise.highestDb)
            }
        }
    }
}
