import Audio
import CEBUR128
import CatalogCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite struct LoudnessTests {
    struct Signal: Sendable {
        var levelsDB: [Double]
        var seconds: [Double]
        var expected: Double
    }

    private static let rate = 48_000

    private static let tech3341Signals: [Signal] = [
        Signal(levelsDB: [-23], seconds: [20], expected: -23),
        Signal(levelsDB: [-33], seconds: [20], expected: -33),
        Signal(levelsDB: [-36, -23, -36], seconds: [10, 60, 10], expected: -23),
        Signal(levelsDB: [-72, -36, -23, -36, -72], seconds: [10, 10, 60, 10, 10], expected: -23),
        Signal(levelsDB: [-26, -20, -26], seconds: [20, 20.1, 20], expected: -23),
    ]

    private static let tech3342Signals: [Signal] = [
        Signal(levelsDB: [-20, -30], seconds: [20, 20], expected: 10),
        Signal(levelsDB: [-20, -15], seconds: [20, 20], expected: 5),
        Signal(levelsDB: [-40, -20], seconds: [20, 20], expected: 20),
        Signal(levelsDB: [-50, -35, -20, -35, -50], seconds: [20, 20, 20, 20, 20], expected: 15),
    ]

    struct Peak: Sendable {
        var divisor: Double
        var amplitude: Double
        var degrees: Double
        var expected: Double
    }

    private static let peaks: [Peak] = [
        Peak(divisor: 4, amplitude: 0.5, degrees: 0, expected: -6),
        Peak(divisor: 4, amplitude: 0.5, degrees: 45, expected: -6),
        Peak(divisor: 6, amplitude: 0.5, degrees: 60, expected: -6),
        Peak(divisor: 8, amplitude: 0.5, degrees: 67.5, expected: -6),
        Peak(divisor: 4, amplitude: 1.41, degrees: 45, expected: 3),
    ]

    private func loudness(_ samples: [Float], channelCount: Int = 2, rate: Int = LoudnessTests.rate) throws
        -> Loudness
    {
        let folder = try TemporaryFolder()
        let path = folder.file("sound.wav")
        try AudioWriter.write(
            samples, channelCount: channelCount, sampleRateHz: rate, format: .wavFloat, to: path)
        return try #require(try AudioFile.hear(path: path, parts: .loudness).loudness)
    }

    /// Stereo 1 kHz sines, each part with its level in dBFS and its length.
    private func sines(_ parts: [(levelDB: Double, seconds: Double)], rate: Int = LoudnessTests.rate)
        -> [Float]
    {
        parts.flatMap {
            TestSignal.sine(
                hz: 1_000, amplitude: Float(pow(10, $0.levelDB / 20)), seconds: $0.seconds,
                sampleRateHz: rate,
                channelCount: 2)
        }
    }

    /// EBU Tech 3341, table 1: the signals of the minimum requirements, cases 1 to 5.
    @Test(arguments: tech3341Signals)
    func tech3341(_ signal: Signal) throws {
        let parts = zip(signal.levelsDB, signal.seconds).map { (levelDB: $0, seconds: $1) }
        let measured = try loudness(sines(parts))
        #expect(abs((measured.integratedLUFS ?? 0) - signal.expected) <= 0.1)
    }

    /// EBU Tech 3341, case 6: five channels with their weights.
    @Test func tech3341Surround() throws {
        let levels = [-28.0, -28.0, -24.0, -144.0, -30.0, -30.0]
        let frames = 20 * Self.rate
        var samples: [Float] = []
        samples.reserveCapacity(frames * 6)
        for frame in 0..<frames {
            let value = sin(2 * Double.pi * 1_000 * Double(frame) / Double(Self.rate))
            for level in levels { samples.append(Float(value * pow(10, level / 20))) }
        }
        let measured = try loudness(samples, channelCount: 6)
        #expect(abs((measured.integratedLUFS ?? 0) + 23) <= 0.1)
    }

    /// EBU Tech 3342, table 1: the loudness range of cases 1 to 4.
    @Test(arguments: tech3342Signals)
    func tech3342(_ signal: Signal) throws {
        let parts = zip(signal.levelsDB, signal.seconds).map { (levelDB: $0, seconds: $1) }
        let measured = try loudness(sines(parts))
        let expected = signal.expected
        #expect(abs(measured.rangeLU - expected) <= 1)
        #expect(abs(measured.rangeLU - expected) <= 0.1, "much closer than the standard asks")
    }

    /// EBU Tech 3341, cases 15 to 19: peaks between the samples, +0.2 and -0.4 dB allowed.
    @Test(arguments: peaks)
    func truePeaks(_ tone: Peak) throws {
        let frames = Self.rate
        let samples = (0..<frames).flatMap { frame -> [Float] in
            let angle = 2 * Double.pi * Double(frame) / tone.divisor + tone.degrees * Double.pi / 180
            // Faded in and out, as the vectors are, so that the switching makes no peak of its own.
            let fade = min(1, Double(min(frame, frames - frame)) / 4_800)
            let value = Float(tone.amplitude * fade * sin(angle))
            return [value, value]
        }
        let peak = try #require(try loudness(samples).truePeakDBTP)
        #expect(peak - tone.expected <= 0.2 && peak - tone.expected >= -0.4)
    }

    private static let shapes: [(Int, Int)] = [
        (44_100, 1), (44_100, 2), (48_000, 2), (22_050, 2), (8_000, 1), (96_000, 2), (192_000, 2),
        (48_000, 4), (48_000, 5),
        (44_100, 6),
    ]

    /// The reference implementation, on signals of many rates and numbers of channels.
    @Test(arguments: shapes)
    func theReferenceImplementationAgrees(_ rate: Int, _ channelCount: Int) throws {
        var samples = TestSignal.melody(
            seed: UInt64(rate + channelCount), seconds: 9, sampleRateHz: rate, channelCount: channelCount)
        let noise = TestSignal.noise(
            seed: 2, amplitude: 0.9, seconds: 3.37, sampleRateHz: rate, channelCount: channelCount)
        samples += noise
        let measured = try loudness(samples, channelCount: channelCount, rate: rate)
        let modes = EBUR128_MODE_I.rawValue | EBUR128_MODE_LRA.rawValue | EBUR128_MODE_TRUE_PEAK.rawValue
        var state: UnsafeMutablePointer<ebur128_state>? = ebur128_init(
            UInt32(channelCount), UInt(rate), Int32(modes))
        defer { ebur128_destroy(&state) }
        #expect(ebur128_add_frames_float(state, samples, samples.count / channelCount) == 0)
        var integrated = 0.0
        var range = 0.0
        ebur128_loudness_global(state, &integrated)
        ebur128_loudness_range(state, &range)
        var peak = 0.0
        for channel in 0..<channelCount {
            var one = 0.0
            ebur128_true_peak(state, UInt32(channel), &one)
            peak = max(peak, one)
        }
        #expect(abs((measured.integratedLUFS ?? 0) - integrated) < 0.001)
        #expect(abs(measured.rangeLU - range) < 0.001)
        #expect(abs((measured.truePeakDBTP ?? 0) - 20 * log10(peak)) < 0.01)
    }

    @Test func silenceHasNoLoudness() throws {
        let measured = try loudness([Float](repeating: 0, count: 10 * Self.rate))
        #expect(measured.integratedLUFS == nil)
        #expect(measured.truePeakDBTP == nil)
        #expect(measured.rangeLU == 0)
        #expect(measured.shortTermCurveLUFS == [Float](repeating: -70, count: 5))
    }

    @Test func theCurveFollowsTheSignal() throws {
        let measured = try loudness(sines([(-40, 10), (-20, 10)]))
        let curve = measured.shortTermCurveLUFS
        #expect(curve.count == 20)
        #expect(abs(curve[5] + 40) < 0.2 && abs(curve[15] + 20) < 0.2)
        #expect(abs((measured.shortTermMaxLUFS ?? 0) + 20) < 0.1)
        #expect(abs((measured.momentaryMaxLUFS ?? 0) + 20) < 0.1)
    }
}
