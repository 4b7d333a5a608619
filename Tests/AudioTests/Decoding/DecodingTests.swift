import Audio
import CatalogCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite struct DecodingTests {
    @Test(arguments: AudioWriter.Format.allCases)
    func everyFormatIsHeardWhole(_ format: AudioWriter.Format) throws {
        let folder = try TemporaryFolder()
        // The ending lies, to show that the content decides.
        let path = folder.file("sound.txt")
        let rate = 48_000
        let sine = TestSignal.sine(hz: 440, seconds: 2, sampleRateHz: rate, channelCount: 2)
        try AudioWriter.write(sine, channelCount: 2, sampleRateHz: rate, format: format, to: path)
        let heard = try AudioFile.hear(path: path)
        #expect(heard.format.sampleRateHz == rate)
        #expect(heard.format.channelCount == 2)
        #expect(heard.completeness == .complete)
        #expect(abs(heard.durationSeconds - 2) < 0.06)
        #expect(abs(heard.signal.durationSeconds - heard.durationSeconds) < 1e-3)
        let middle = heard.signal.samples(in: 11_025..<33_075)
        let power = middle.reduce(0) { $0 + Double($1) * Double($1) } / Double(middle.count)
        #expect(abs(power - 0.125) < 0.01)
        let crossings = zip(middle, middle.dropFirst()).count { ($0 < 0) != ($1 < 0) }
        #expect(abs(crossings - 880) <= 4)
    }

    @Test(arguments: AudioWriter.Format.allCases.filter(\.isLossless))
    func losslessSamplesAreTheFiles(_ format: AudioWriter.Format) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("noise")
        // At the rate of analysis nothing is resampled, so that every sample can be compared.
        let written = TestSignal.noise(seed: 3, seconds: 0.5, sampleRateHz: 22_050).map {
            ($0 * 32_768).rounded() / 32_768
        }
        try AudioWriter.write(written, channelCount: 1, sampleRateHz: 22_050, format: format, to: path)
        let heard = try AudioFile.hear(path: path)
        #expect(heard.signal.samples(in: 0..<heard.signal.count) == written)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8])
    func monoIsTheMeanOfTheChannels(_ channelCount: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("sound.wav")
        let written = TestSignal.noise(
            seed: UInt64(channelCount), seconds: 0.2, sampleRateHz: 22_050, channelCount: channelCount)
        try AudioWriter.write(
            written, channelCount: channelCount, sampleRateHz: 22_050, format: .wavFloat, to: path)
        let heard = try AudioFile.hear(path: path)
        let signal = heard.signal.samples(in: 0..<heard.signal.count)
        #expect(signal.count == written.count / channelCount)
        for (frame, sample) in signal.enumerated() {
            let channels = written[frame * channelCount..<(frame + 1) * channelCount]
            let mean = channels.reduce(0) { $0 + Double($1) } / Double(channelCount)
            #expect(abs(Double(sample) - mean) < 1e-6)
        }
    }

    @Test(arguments: [
        8_000, 11_025, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000, 88_200, 96_000, 176_400, 192_000,
    ])
    func everyRateEndsAtTheRateOfAnalysis(_ rate: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("sound.wav")
        let frames = rate + 7
        let sine = Array(TestSignal.sine(hz: 1_000, seconds: 1.1, sampleRateHz: rate).prefix(frames))
        try AudioWriter.write(sine, channelCount: 1, sampleRateHz: rate, format: .wavFloat, to: path)
        let heard = try AudioFile.hear(path: path)
        let expected = (Double(frames) * (22_050 / Double(rate))).rounded(.up)
        #expect(heard.signal.count == Int(expected))
        let middle = heard.signal.samples(in: 5_000..<16_025)
        for (index, sample) in middle.enumerated() {
            let exact = 0.5 * sin(2 * Double.pi * 1_000 * Double(index + 5_000) / 22_050)
            #expect(abs(Double(sample) - exact) < 1e-3)
        }
    }

    @Test func tenChannelsAreRefusedWithASentence() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("ten.wav")
        let samples = TestSignal.noise(seed: 1, seconds: 0.1, sampleRateHz: 8_000, channelCount: 10)
        try AudioWriter.write(samples, channelCount: 10, sampleRateHz: 8_000, format: .wav16, to: path)
        let error = #expect(throws: AudioError.self) { try AudioFile.hear(path: path) }
        #expect(error?.kind == .unsupported)
        #expect(error?.description == "\(path): it has 10 channels; 1 to 8 are heard.")
    }

    @Test func whatIsNoNumberBecomesSilence() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("odd.wav")
        var samples = TestSignal.sine(hz: 200, seconds: 1, sampleRateHz: 22_050, channelCount: 2)
        samples[100] = .nan
        samples[2_001] = .infinity
        samples[3_000] = -.infinity
        samples[3_001] = .infinity
        samples[9_000] = 1e30
        try AudioWriter.write(samples, channelCount: 2, sampleRateHz: 22_050, format: .wavFloat, to: path)
        let heard = try AudioFile.hear(path: path)
        let signal = heard.signal.samples(in: 0..<heard.signal.count)
        #expect(heard.unusableFrameCount == 4)
        let isFinite = signal.allSatisfy { $0.isFinite }
        #expect(isFinite)
        #expect(signal[50] == 0 && signal[1_000] == 0 && signal[1_500] == 0 && signal[4_500] == 0)
        #expect(signal[51] == samples[102])
        let loudness = try #require(heard.loudness)
        #expect(loudness.integratedLUFS?.isFinite == true)
        #expect(abs((loudness.samplePeakDBFS ?? 0) + 6.02) < 0.1)
    }

    @Test(arguments: [0, 1, 2, 700])
    func aFewSamplesAreEnough(_ count: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("short.wav")
        try AudioWriter.write(
            [Float](repeating: 0.5, count: count), channelCount: 1, sampleRateHz: 44_100, format: .wav16,
            to: path)
        if count == 0 {
            let error = #expect(throws: AudioError.self) { try AudioFile.hear(path: path) }
            #expect(error?.reason == "it holds no sound: 0 samples.")
        } else {
            let heard = try AudioFile.hear(path: path)
            #expect(heard.signal.count == (count + 1) / 2)
            #expect(heard.fingerprint == nil || count > 0)
        }
    }

    @Test func blocksAreTheFileAtItsOwnRate() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("sound.wav")
        let written = TestSignal.noise(seed: 9, seconds: 1, sampleRateHz: 44_100, channelCount: 2)
        try AudioWriter.write(written, channelCount: 2, sampleRateHz: 44_100, format: .wavFloat, to: path)
        var read: [Float] = []
        try AudioFile.decode(FileByteSource(path: path)) { format, block in
            #expect(format.channelCount == 2)
            read.append(contentsOf: block)
            return true
        }
        #expect(read == written)
        var blockCount = 0
        try AudioFile.decode(FileByteSource(path: path)) { _, _ in
            blockCount += 1
            return false
        }
        #expect(blockCount == 1)
    }

    @Test func memoryIsHeardAsAFileIs() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("sound.mp3")
        let melody = TestSignal.melody(seed: 4, seconds: 3, sampleRateHz: 44_100)
        try AudioWriter.write(melody, channelCount: 2, sampleRateHz: 44_100, format: .mp3, to: path)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let fromFile = try AudioFile.hear(path: path)
        let fromMemory = try AudioFile.hear(MemoryByteSource(name: "memory", content: bytes))
        #expect(fromFile.signal.samples(in: 0..<66_150) == fromMemory.signal.samples(in: 0..<66_150))
        #expect(fromFile.identity == fromMemory.identity)
        #expect(fromFile.fingerprint == fromMemory.fingerprint)
        #expect(fromFile.loudness == fromMemory.loudness)
    }
}
