import Audio
import FoundationEssentials
import TestSupport
import Testing

@Suite struct MPEGTests {
    private static let rate = 44_100

    private func mp3(seconds: Double = 4, rate: Int = MPEGTests.rate, channelCount: Int = 2) throws -> [UInt8]
    {
        let folder = try TemporaryFolder()
        let path = folder.file("sound.mp3")
        let melody = TestSignal.melody(
            seed: 5, seconds: seconds, sampleRateHz: rate, channelCount: channelCount)
        try AudioWriter.write(melody, channelCount: channelCount, sampleRateHz: rate, format: .mp3, to: path)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    private func hear(_ bytes: [UInt8]) throws -> HeardAudio {
        try AudioFile.hear(MemoryByteSource(name: "memory", content: bytes))
    }

    private func samples(_ heard: HeardAudio) -> [Float] { heard.signal.samples(in: 0..<heard.signal.count) }

    @Test func theEncodersDelayIsGone() throws {
        let heard = try hear(mp3())
        #expect(heard.decodedFrameCount == 4 * Self.rate)
        #expect(heard.format.promisedFrameCount == 4 * Self.rate)
        #expect(heard.format.codec == "MP3")
    }

    /// Tags and junk at both ends change neither the samples nor the audio's identity.
    @Test func tagsAndJunkAreNotHeard() throws {
        let plain = try mp3()
        let reference = try hear(plain)
        let tag = TagWriter.id3v2(text: ["TIT2": "Title", "TPE1": "Artist"])
        let bomb =
            Array("ID3".utf8) + [4, 0, 0] + TagWriter.syncSafe(300_000)
            + [UInt8](repeating: 0xFF, count: 300_000)
        let variants = [
            tag + plain, tag + tag + plain, bomb + plain,
            plain + TagWriter.id3v1(title: "Title", artist: "Artist"),
            [UInt8](repeating: 0, count: 5_000) + plain,
            tag + Array("junk without any meaning in front of the music".utf8) + plain,
        ]
        for variant in variants {
            let heard = try hear(variant)
            #expect(samples(heard) == samples(reference))
            #expect(heard.identity?.audio == reference.identity?.audio)
            #expect(heard.identity?.content != reference.identity?.content)
            #expect(heard.completeness == .complete)
        }
    }

    @Test func aTagThatClaimsMoreThanTheFileIsPassedOver() throws {
        let plain = try mp3()
        let liar = Array("ID3".utf8) + [4, 0, 0] + TagWriter.syncSafe(200_000_000) + [0, 0, 0, 0]
        let heard = try hear(liar + plain)
        let reference = try hear(plain)
        #expect(samples(heard) == samples(reference))
    }

    @Test func junkInTheMiddleCostsOnlyWhatItHides() throws {
        var bytes = try mp3(seconds: 6)
        let middle = bytes.count / 2
        bytes.replaceSubrange(middle..<middle + 2_000, with: [UInt8](repeating: 0x55, count: 2_000))
        let heard = try hear(bytes)
        #expect(heard.durationSeconds > 5.7)
    }

    @Test(arguments: [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000], [1, 2])
    func everyVersionOfMPEGIsHeard(_ rate: Int, _ channelCount: Int) throws {
        let heard = try hear(mp3(seconds: 1, rate: rate, channelCount: channelCount))
        #expect(heard.format.sampleRateHz == rate)
        #expect(heard.format.channelCount == channelCount)
        #expect(heard.completeness == .complete)
        #expect(abs(heard.durationSeconds - 1) < 0.2)
    }

    /// Without a header that counts the frames, the last frame tells; one cut between two frames cannot be told.
    @Test func aFileThatEndsInTheMiddleOfAFrameIsPartial() throws {
        let counted = try mp3(seconds: 6)
        let sync = counted.prefix(2)
        let places = counted.indices.filter { counted[$0...].starts(with: sync) }
        // Without the first frame, which holds the count.
        let plain = Array(counted[(try #require(places.dropFirst().first))...])
        let whole = try hear(plain)
        #expect(whole.format.promisedFrameCount == nil)
        #expect(whole.completeness == .complete)
        #expect(try hear(plain + TagWriter.id3v1(title: "T", artist: "A")).completeness == .complete)
        for missing in [1, 60] {
            let cut = try hear(Array(plain.dropLast(missing)))
            guard case .partial(_, let reason) = cut.completeness else {
                Issue.record("a file without its last \(missing) bytes is called complete")
                continue
            }
            #expect(cut.completeness.percent == 99)
            #expect(reason.hasPrefix("it ends in the middle of an MPEG frame"))
        }
    }

    @Test func aFileThatGoesOnInAnotherRateIsPartial() throws {
        let first = try mp3(seconds: 4)
        let other = try mp3(seconds: 1, rate: 32_000)
        // Without the promise of the first frame's table, which tells the length of the first part.
        let audio = Array(first.dropFirst(first.count / 8))
        let heard = try hear(audio + other)
        guard case .partial(_, let reason) = heard.completeness else {
            Issue.record("a file of two rates is called complete")
            return
        }
        #expect(reason.contains("sample rate changes"))
    }

    @Test func aFileThatGoesOnInMonoIsHeardToTheEnd() throws {
        let first = try mp3(seconds: 2)
        let other = try mp3(seconds: 2, channelCount: 1)
        let heard = try hear(
            Array(first.dropFirst(first.count / 8)) + Array(other.dropFirst(other.count / 8)))
        #expect(heard.format.channelCount == 2)
        #expect(heard.durationSeconds > 3)
    }
}
