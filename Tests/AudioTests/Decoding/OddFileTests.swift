import Audio
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Files that are none, are broken, or are something else: a sentence for each, and never a wait.
@Suite struct OddFileTests {
    private func refusal(of path: String) -> AudioError? {
        do {
            _ = try AudioFile.hear(path: path)
            return nil
        } catch {
            return error as? AudioError
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    @Test func thingsThatAreNoFiles() throws {
        let folder = try TemporaryFolder()
        #expect(refusal(of: folder.path)?.reason == "it is a folder, not an audio file.")
        let pipe = folder.file("pipe.mp3")
        #expect(mkfifo(pipe, 0o600) == 0)
        #expect(refusal(of: pipe)?.reason == "it is a pipe; only regular files are heard.")
        #expect(refusal(of: "/dev/zero")?.reason == "it is a device; only regular files are heard.")
        let missing = refusal(of: folder.file("missing.mp3"))
        #expect(missing?.kind == .unreadable)
        #expect(missing?.reason == "it cannot be opened: No such file or directory.")
    }

    struct Content: Sendable {
        var bytes: [UInt8]
        var sentence: String
    }

    private static let contents: [Content] = [
        Content(bytes: [], sentence: "it is empty: 0 bytes."),
        Content(
            bytes: [UInt8](repeating: 0, count: 10_000),
            sentence: "it begins with zeros only and holds no audio that could be found."),
        Content(
            bytes: Array("Dear diary, today I heard a song.\n".utf8),
            sentence: "it is a text, not an audio file."),
        Content(
            bytes: [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 0],
            sentence: "it is a PNG image, not an audio file."),
        Content(
            bytes: Array("#EXTM3U\n/etc/passwd\n".utf8), sentence: "it is a playlist, not an audio file."),
        Content(
            bytes: Array("RIFF\u{0}\u{1}\u{0}\u{0}AVI LIST".utf8),
            sentence: "it is a video (AVI), not an audio file."),
        Content(bytes: [0, 0, 1, 0xBA, 0x44, 0, 4, 0], sentence: "it is a video (MPEG), not an audio file."),
    ]

    @Test(arguments: contents)
    func contentsThatAreNoAudio(_ content: Content) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("song.mp3")
        try write(content.bytes, to: path)
        #expect(refusal(of: path)?.reason == content.sentence)
        #expect(refusal(of: path)?.kind == .notAudio)
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func noiseIsNoAudio(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("noise.mp3")
        try write(
            TestSignal.noise(seed: seed, seconds: 2, sampleRateHz: 44_100).map { UInt8(128 + 300 * $0) },
            to: path)
        #expect(refusal(of: path) != nil)
    }

    /// A truncated file is partial with a percentage; below the threshold it is refused.
    @Test(arguments: [AudioWriter.Format.wav16, .aiff, .flac, .mp3])
    func truncatedFilesArePartial(_ format: AudioWriter.Format) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("whole")
        let cut = folder.file("cut")
        let melody = TestSignal.melody(seed: 2, seconds: 8, sampleRateHz: 44_100)
        try AudioWriter.write(melody, channelCount: 2, sampleRateHz: 44_100, format: format, to: path)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        try write(Array(bytes.prefix(bytes.count * 3 / 4)), to: cut)
        let heard = try AudioFile.hear(path: cut)
        guard case .partial(let share, let reason) = heard.completeness else {
            Issue.record("a truncated \(format.rawValue) is called complete")
            return
        }
        #expect(abs(share - 0.75) < 0.12)
        #expect(!reason.isEmpty)
        try write(Array(bytes.prefix(bytes.count / 4)), to: cut)
        let error = try #require(refusal(of: cut))
        #expect(error.kind == .damaged)
        #expect(error.reason.contains("could be decoded; at least 50 % are needed."))
        var limits = HearingLimits()
        limits.partialShareMin = 0
        #expect(try AudioFile.hear(path: cut, limits: limits).completeness.percent < 40)
    }

    /// Ogg promises no length, but its last page says that it is the last.
    @Test(arguments: [AudioWriter.Format.vorbis, .opus])
    func anOggStreamThatWasCutIsPartial(_ format: AudioWriter.Format) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("whole.ogg")
        let melody = TestSignal.melody(seed: 3, seconds: 20, sampleRateHz: 48_000)
        try AudioWriter.write(melody, channelCount: 2, sampleRateHz: 48_000, format: format, to: path)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        func hear(_ bytes: some Sequence<UInt8>) throws -> HeardAudio {
            try AudioFile.hear(MemoryByteSource(name: "memory", content: Array(bytes)))
        }
        #expect(try hear(bytes).completeness == .complete)
        let tagged = bytes + TagWriter.id3v1(title: "Title", artist: "Artist")
        #expect(try hear(tagged).completeness == .complete)
        let mark = Array("OggS".utf8)
        let pages = bytes.indices.filter { bytes[$0...].starts(with: mark) }
        let between = try #require(pages.last)
        for (size, sentence) in [
            (between, "its last Ogg page does not end the stream"),
            (between + 20, "it ends in the middle of an Ogg page"),
            (bytes.count - 1, "it ends in the middle of an Ogg page"),
        ] {
            let heard = try hear(bytes.prefix(size))
            guard case .partial(let share, let reason) = heard.completeness else {
                Issue.record("\(format.rawValue) of \(size) of \(bytes.count) bytes is called complete")
                continue
            }
            #expect(share < 1)
            #expect(heard.completeness.percent == 99)
            #expect(reason.hasPrefix(sentence))
        }
    }

    @Test func theLimitOfLengthIsKept() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("long.wav")
        try AudioWriter.write(
            [Float](repeating: 0, count: 80_000), channelCount: 1, sampleRateHz: 8_000, format: .wav16,
            to: path)
        var limits = HearingLimits()
        limits.durationSecondsMax = 5
        let error = #expect(throws: AudioError.self) { try AudioFile.hear(path: path, limits: limits) }
        #expect(error?.kind == .limit)
    }

    @Test(arguments: AudioWriter.Format.allCases, [UInt64(11)])
    func damagedFilesDoNoHarm(_ format: AudioWriter.Format, _ seed: UInt64) throws {
        let original = try AudioSeeds.file(format)
        var mutator = ByteMutator(seed: seed)
        var limits = HearingLimits()
        limits.durationSecondsMax = 60
        limits.partialShareMin = 0
        for file in 0..<25 {
            let source = MemoryByteSource(name: "\(file)", content: mutator.mutate(original))
            _ = try? TagReader.read(source)
            guard let heard = try? AudioFile.hear(source, limits: limits) else { continue }
            let isFinite = heard.signal.samples(in: 0..<heard.signal.count).allSatisfy { $0.isFinite }
            #expect(isFinite)
        }
    }
}
