import Audio
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// What is decoded by the `ffmpeg` program, where it is installed.
@Suite struct ProgramDecoderTests {
    private static let isInstalled = Program.isInstalled("ffmpeg")
    private static let endings = ["m4a", "wma", "mka", "aac", "caf", "ac3", "wv", "tta", "spx"]

    /// Three seconds of 440 Hz in stereo, as ffmpeg writes them.
    private func encode(to path: String, _ options: [String] = []) throws -> Bool {
        let folder = try TemporaryFolder()
        let source = folder.file("sine.wav")
        let sine = TestSignal.sine(hz: 440, seconds: 3, sampleRateHz: 44_100, channelCount: 2)
        try AudioWriter.write(sine, channelCount: 2, sampleRateHz: 44_100, format: .wav16, to: source)
        return Program.run(["ffmpeg", "-nostdin", "-v", "quiet", "-i", source] + options + ["file:" + path])
            == 0
    }

    @Test(.enabled(if: isInstalled), arguments: endings)
    func formatsOfTheProgramAreHeard(_ ending: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("sound." + ending)
        guard try encode(to: path) else { return }
        let heard = try AudioFile.hear(path: path)
        #expect(heard.format.channelCount == 2)
        #expect(heard.format.sampleRateHz == 44_100 || ending == "spx")
        #expect(heard.completeness == .complete)
        #expect(abs(heard.durationSeconds - 3) < 0.1)
        let middle = heard.signal.samples(in: 22_050..<44_100)
        let power = middle.reduce(0) { $0 + Double($1) * Double($1) } / Double(middle.count)
        #expect(abs(power - 0.125) < 0.02)
    }

    /// Raw AAC says nowhere how long it is; the program's guess from the first frames' size is no promise.
    @Test(.enabled(if: isInstalled)) func aGuessedLengthIsNoPromise() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("quiet-then-loud.aac")
        let words = [
            "ffmpeg", "-nostdin", "-v", "quiet", "-f", "lavfi", "-i",
            "aevalsrc=if(gt(t\\,4)\\,random(0)-0.5\\,0):d=8:s=44100", "-c:a", "aac", path,
        ]
        #expect(Program.run(words) == 0)
        let heard = try AudioFile.hear(path: path)
        #expect(heard.completeness == .complete)
        #expect(abs(heard.durationSeconds - 8) < 0.2)
    }

    /// No name can be taken for an option, a protocol or a pattern: the program never sees it.
    @Test(
        .enabled(if: isInstalled),
        arguments: [
            "-i.m4a", "concat:a|b.m4a", "a b'c\"d.m4a", "%03d.m4a", "new\nline.m4a", "https:x.m4a",
            "$(id).m4a",
        ])
    func hostileNamesAreHarmless(_ name: String) throws {
        let folder = try TemporaryFolder()
        let plain = folder.file("plain.m4a")
        #expect(try encode(to: plain))
        try FileManager.default.copyItem(atPath: plain, toPath: folder.file(name))
        #expect(try AudioFile.hear(path: folder.file(name)).completeness == .complete)
    }

    @Test(.enabled(if: isInstalled)) func memoryIsHeardThroughAnUnlinkedCopy() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("sound.m4a")
        #expect(try encode(to: path))
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let fromMemory = try AudioFile.hear(MemoryByteSource(name: "memory", content: bytes))
        let fromFile = try AudioFile.hear(path: path)
        #expect(fromMemory.signal.samples(in: 0..<60_000) == fromFile.signal.samples(in: 0..<60_000))
        #expect(fromMemory.identity == fromFile.identity)
    }

    @Test(.enabled(if: isInstalled)) func tagsOfAnM4AChangeTheFileAndNotItsAudio() throws {
        let folder = try TemporaryFolder()
        let plain = folder.file("plain.m4a")
        let tagged = folder.file("tagged.m4a")
        #expect(try encode(to: plain))
        let words = [
            "ffmpeg", "-nostdin", "-v", "quiet", "-i", plain, "-c", "copy", "-metadata", "title=A title",
            "-metadata",
            "artist=Somebody", tagged,
        ]
        #expect(Program.run(words) == 0)
        let first = try FileIdentity.identify(FileByteSource(path: plain))
        let second = try FileIdentity.identify(FileByteSource(path: tagged))
        #expect(first.content != second.content)
        #expect(first.audio == second.audio)
        let tags = try TagReader.read(FileByteSource(path: tagged))
        #expect(tags.title == "A title" && tags.artists == ["Somebody"])
    }

    @Test(.enabled(if: isInstalled), arguments: ["mp4", "mkv"]) func videosAreRefused(_ ending: String) throws
    {
        let folder = try TemporaryFolder()
        let path = folder.file("film." + ending)
        let words = [
            "ffmpeg", "-nostdin", "-v", "quiet", "-f", "lavfi", "-i", "testsrc=d=1:s=64x64", "-f", "lavfi",
            "-i",
            "sine=d=1", "-c:v", "mpeg4", path,
        ]
        #expect(Program.run(words) == 0)
        let error = #expect(throws: AudioError.self) { try AudioFile.hear(path: path) }
        #expect(error?.reason == "it is a video, not an audio file.")
        #expect(error?.kind == .notAudio)
    }

    @Test(.enabled(if: isInstalled)) func aTruncatedFileIsPartialOrRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("sound.m4a")
        #expect(try encode(to: path, ["-movflags", "+faststart"]))
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let cut = Array(bytes.prefix(bytes.count * 3 / 4))
        let heard = try AudioFile.hear(MemoryByteSource(name: "cut", content: cut))
        guard case .partial(let share, _) = heard.completeness else {
            Issue.record("a truncated file is called complete")
            return
        }
        #expect(share > 0.5 && share < 0.95)
    }

    @Test func aMissingProgramIsNamed() {
        var limits = HearingLimits()
        limits.decodingProgram = "a-program-that-nobody-has"
        let bytes = [0, 0, 0, 24] + Array("ftypM4A ".utf8) + [UInt8](repeating: 0, count: 100)
        let error = #expect(throws: AudioError.self) {
            try AudioFile.hear(MemoryByteSource(name: "song.m4a", content: bytes), limits: limits)
        }
        #expect(error?.kind == .programMissing)
        #expect(
            error?.description
                == "song.m4a: its format (mp4) needs the program a-program-that-nobody-has, which is not installed. "
                + "Install ffmpeg and try again.")
    }

    /// A program that neither speaks nor ends is ended.
    @Test func aSilentProgramIsEnded() throws {
        let folder = try TemporaryFolder()
        let script = folder.file("sleeper")
        try Data("#!/bin/sh\nexec sleep 600\n".utf8).write(to: URL(filePath: script))
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: script)
        var limits = HearingLimits()
        limits.decodingProgram = script
        limits.programSilenceSecondsMax = 0.3
        let bytes = [0, 0, 0, 24] + Array("ftypM4A ".utf8) + [UInt8](repeating: 0, count: 100)
        var error: AudioError?
        // A script that was just written is busy while a child of another test still holds it open.
        for _ in 0..<100 where error == nil || error?.description.contains("Text file busy") == true {
            error = #expect(throws: AudioError.self) {
                try AudioFile.hear(MemoryByteSource(name: "song.m4a", content: bytes), limits: limits)
            }
            usleep(20_000)
        }
        #expect(error?.kind == .limit)
        #expect(error?.description == "song.m4a: \(script) gave nothing for 0.3 s and was ended.")
    }
}
