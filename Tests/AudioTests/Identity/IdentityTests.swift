import Audio
import FoundationEssentials
import TestSupport
import Testing

@Suite struct IdentityTests {
    private func identity(_ bytes: [UInt8]) throws -> FileIdentity {
        try FileIdentity.identify(MemoryByteSource(name: "memory", content: bytes))
    }

    private func file(_ format: AudioWriter.Format, seed: UInt64 = 1) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = folder.file("sound")
        let rate = format == .opus ? 48_000 : 44_100
        let melody = TestSignal.melody(seed: seed, seconds: 2, sampleRateHz: rate)
        try AudioWriter.write(melody, channelCount: 2, sampleRateHz: rate, format: format, to: path)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    @Test func commentsInFLACChangeTheFileAndNotItsAudio() throws {
        let plain = try file(.flac)
        let tagged = TagWriter.insertingComments(
            [("TITLE", "Some title"), ("ARTIST", "Somebody")], intoFLAC: plain)
        let first = try identity(plain)
        let second = try identity(tagged)
        #expect(first.content != second.content)
        #expect(first.audio == second.audio)
        #expect(try identity(file(.flac, seed: 2)).audio != first.audio)
    }

    /// A longer comment packet moves all pages behind it; their packets stay.
    @Test(arguments: [AudioWriter.Format.vorbis, .opus])
    func commentsInOggChangeTheFileAndNotItsAudio(_ format: AudioWriter.Format) throws {
        let plain = try file(format)
        let tagged = try OggRepager.replacingComments(in: plain, paddingSize: 3_000)
        let first = try identity(plain)
        let second = try identity(tagged)
        #expect(first.content != second.content)
        #expect(first.audio == second.audio)
        #expect(try identity(file(format, seed: 2)).audio != first.audio)
    }

    @Test func chunksBehindTheSamplesDoNotCount() throws {
        var bytes = try file(.wav16)
        let first = try identity(bytes)
        bytes += Array("LIST".utf8) + [4, 0, 0, 0] + Array("INFO".utf8)
        let second = try identity(bytes)
        #expect(first.content != second.content)
        #expect(first.audio == second.audio)
    }

    @Test(arguments: AudioWriter.Format.allCases)
    func anotherSampleIsAnotherAudio(_ format: AudioWriter.Format) throws {
        var bytes = try file(format)
        let first = try identity(bytes)
        bytes[bytes.count * 2 / 3] ^= 1
        #expect(try identity(bytes).audio != first.audio)
    }

    @Test func aDigestIsItsBytes() throws {
        let digest = try identity(file(.wav16)).audio
        #expect(ContentHash(bytes: digest.bytes) == digest)
        #expect(ContentHash(bytes: []) == nil)
        #expect(digest.description.count == 64)
    }
}
