import Audio
import CatalogCore
import FoundationEssentials
import TestSupport
import Testing

@Suite struct MonoSignalTests {
    @Test func samplesOutsideAreZero() {
        let signal = MonoSignal(samples: [1, 2, 3, 4])
        #expect(signal.samples(in: -2..<2) == [0, 0, 1, 2])
        #expect(signal.samples(in: 2..<7) == [3, 4, 0, 0, 0])
        #expect(signal.samples(in: -3..<8) == [0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0])
        #expect(signal.samples(in: 9..<11) == [0, 0])
        #expect(signal.samples(in: -9 ..< -7) == [0, 0])
        let lent = signal.withSamples(in: 1..<3) { Array($0) }
        #expect(lent == [2, 3])
        #expect(MonoSignal(samples: []).samples(in: -1..<1) == [0, 0])
    }

    /// A long signal on disk reads as the same signal in memory, anywhere.
    @Test(arguments: [22_050, 44_100])
    func aSignalOnDiskReadsAsInMemory(_ rate: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("noise.wav")
        let noise = TestSignal.noise(seed: 6, seconds: 60, sampleRateHz: rate)
        try AudioWriter.write(noise, channelCount: 1, sampleRateHz: rate, format: .wav16, to: path)
        let inMemory = try AudioFile.hear(path: path, parts: [])
        var limits = HearingLimits()
        limits.inMemorySecondsMax = 7
        limits.temporaryFolder = folder.path
        let onDisk = try AudioFile.hear(path: path, parts: [], limits: limits)
        #expect(inMemory.signal.isInMemory)
        #expect(!onDisk.signal.isInMemory)
        #expect(onDisk.signal.count == inMemory.signal.count)
        let everything = -10..<inMemory.signal.count + 10
        #expect(onDisk.signal.samples(in: everything) == inMemory.signal.samples(in: everything))
        var generator = SplitMix64(seed: 1)
        for _ in 0..<50 {
            let start = generator.index(below: onDisk.signal.count - 5_000)
            let range = start..<start + 1 + generator.index(below: 4_999)
            let lent = onDisk.signal.withSamples(in: range) { Array($0) }
            #expect(lent == inMemory.signal.samples(in: range))
        }
        // The file has no name any more: nothing is left behind, whatever happens.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["noise.wav"])
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("noise.wav")
        let noise = TestSignal.noise(seed: 6, seconds: 3, sampleRateHz: 22_050)
        try AudioWriter.write(noise, channelCount: 1, sampleRateHz: 22_050, format: .wav16, to: path)
        var limits = HearingLimits()
        limits.inMemorySecondsMax = 1
        limits.temporaryFolder = folder.file("missing")
        let error = #expect(throws: AudioError.self) { try AudioFile.hear(path: path, limits: limits) }
        #expect(error?.kind == .limit)
        #expect(error?.reason.contains("TMPDIR") == true)
    }
}
