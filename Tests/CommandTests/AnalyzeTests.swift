import CatalogCore
import Commands
import FoundationEssentials
import TestSupport
import Testing

/// Analysing files without a catalog, by the real program.
@Suite struct AnalyzeTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
    }

    /// Six seconds of a melody, in a folder without a catalog.
    private func melody(_ name: String, seed: UInt64 = 1, format: AudioWriter.Format = .wav16) throws
        -> String
    {
        let path = folder.file(name)
        try AudioWriter.write(
            TestSignal.melody(seed: seed, seconds: 6, sampleRateHz: 22_050), channelCount: 2,
            sampleRateHz: 22_050, format: format, to: path)
        return path
    }

    private func parsed(_ text: String) throws -> JSONValue { try JSONReader.value(of: text) }

    @Test func peopleReadWhatIsHeard() throws {
        let path = try melody("tune.wav")
        let result = try catalog.run("analyze", path, environment: ["COLUMNS": "100"])
        #expect(result.exitCode == 0, "\(result)")
        #expect(result.standardError == "")
        for text in [
            "22,050 Hz, 2 channels", "0:06", "complete", "LUFS", "BPM", "sure", "Key", "Chords",
            "onsets a second",
            "Harmonic", "Fingerprint", "Loudness over time", "Chroma over time", "F♯", "█",
        ] {
            #expect(result.standardOutput.contains(text), "\(text) in\n\(result.standardOutput)")
        }
        #expect(result.lines.allSatisfy { DisplayWidth.of($0) <= 100 })
        #expect(!result.standardOutput.contains("\u{1B}"))
        let narrow = try catalog.run("analyze", path, environment: ["COLUMNS": "40"])
        #expect(narrow.lines.allSatisfy { DisplayWidth.of($0) <= 40 })
        let colored = try catalog.run("analyze", path, "--color", "always")
        #expect(colored.standardOutput.contains("\u{1B}[1m"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("test.catalog")))
    }

    @Test func programsReadEverythingTheSameEachTime() throws {
        let path = try melody("tune.flac", format: .flac)
        let result = try catalog.run("analyze", path, "--format", "json")
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(result.lines.count == 1)
        let value = try parsed(result.standardOutput)
        for name in [
            "file", "format", "completeness", "tags", "identity", "loudness", "tempo", "rhythm", "key",
            "chords",
            "sound", "vector", "windows",
        ] {
            #expect(value[name].map { !$0.isNull } == true, "\(name)")
        }
        #expect(value["format"]?["codec"]?.text == "FLAC")
        #expect(value["vector"]?["values"]?["rms_mean"] != nil)
        #expect(value["frames"] == nil)
        #expect(try catalog.run("analyze", path, "--format", "json") == result)
    }

    @Test func framesAreOneNumberEachForJSONAndCSV() throws {
        let path = try melody("tune.wav")
        let json = try parsed(catalog.run("analyze", path, "--frames", "json").standardOutput)
        guard case .object(let columns) = json["frames"] else {
            Issue.record("no frames")
            return
        }
        let frameCount = 1 + 6 * 22_050 / 512
        for (name, values) in columns {
            guard case .array(let numbers) = values else { continue }
            #expect(numbers.count == frameCount, "\(name)")
        }
        let csv = try catalog.run("analyze", path, "--frames", "csv")
        #expect(csv.lines.count == frameCount + 1)
        #expect(csv.lines.first == (["file", "frame", "seconds"] + columns.map(\.0)).joined(separator: ","))
        let target = folder.file("frames.csv")
        let both = try catalog.run("analyze", path, "--frames", target)
        #expect(both.standardOutput.contains("LUFS"))
        #expect(try String(contentsOfFile: target, encoding: .utf8) == csv.standardOutput)
    }

    @Test func badFilesAreSentencesAndTheOthersGoOn() throws {
        let good = try melody("good.wav")
        let bad = folder.file("bad.mp3")
        try Data("no music at all".utf8).write(to: URL(filePath: bad))
        let some = try catalog.run("analyze", bad, good, folder.file("absent.wav"), "--format", "csv")
        #expect(some.exitCode == 1)
        #expect(some.lines.count == 2)
        #expect(some.lines.last?.contains("good.wav") == true)
        let complaints = some.standardError.split(separator: "\n").filter { $0.hasPrefix("catalog: ") }
        #expect(complaints.count == 2, "\(some.standardError)")
        #expect(complaints.first?.contains(bad) == true)
        let none = try catalog.run("analyze", bad)
        #expect(none.exitCode == 2)
        #expect(none.standardOutput == "")
        #expect(none.standardError.hasPrefix("catalog: \(bad): "))
        // A name without its folder begins the sentence and keeps its small letter.
        let name = try catalog.run("analyze", "bad.mp3")
        #expect(name.standardError.hasPrefix("catalog: bad.mp3: "))
        let silent = folder.file("silent.wav")
        try AudioWriter.write(
            [Float](repeating: 0, count: 44_100), channelCount: 1, sampleRateHz: 22_050, format: .wav16,
            to: silent)
        #expect(try catalog.run("analyze", silent).standardError.contains("digital silence"))
    }

    @Test func partialFilesAreNamedWithAPercentage() throws {
        let whole = [UInt8](try Data(contentsOf: URL(filePath: melody("whole.wav"))))
        let cut = folder.file("cut.wav")
        try Data(whole[..<(whole.count * 3 / 4)]).write(to: URL(filePath: cut))
        let result = try catalog.run("analyze", cut)
        #expect(result.exitCode == 0, "\(result)")
        #expect(result.standardError.contains("\(cut): only 7"), "\(result.standardError)")
        let value = try parsed(catalog.run("analyze", cut, "-f", "json").standardOutput)
        #expect(value["completeness"]?["is_complete"]?.line == "false")
        #expect(value["completeness"]?["percent"]?.line.hasPrefix("7") == true)
    }

    @Test func whatNeedsFFmpegSaysSoWhereItIsMissing() throws {
        let path = folder.file("song.m4a")
        var bytes: [UInt8] = [0, 0, 0, 24] + Array("ftypM4A ".utf8) + [0, 0, 2, 0] + Array("isomiso2".utf8)
        bytes += [UInt8](repeating: 0, count: 4_096)
        try Data(bytes).write(to: URL(filePath: path))
        let result = try catalog.run("analyze", path, environment: ["PATH": folder.file("nothing")])
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("ffmpeg"), "\(result)")
        #expect(result.standardError.contains("Install ffmpeg"))
    }

    @Test func picturesAreDrawn() throws {
        let path = try melody("tune.wav")
        let svg = folder.file("tune.svg")
        #expect(try catalog.run("analyze", path, "--plot", svg, "--quiet").exitCode == 0)
        let text = try String(contentsOfFile: svg, encoding: .utf8)
        #expect(text.hasPrefix("<?xml"))
        #expect(text.contains(">tune.wav</text>"))
        #expect(text.contains("data:image/png;base64,"))
        let png = folder.file("tune.png")
        #expect(try catalog.run("analyze", path, "--plot", png).exitCode == 0)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: png)))
        #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        #expect(try catalog.run("analyze", path, "--plot", folder.file("tune.gif")).exitCode == 64)
        #expect(try catalog.run("analyze", path, path, "--plot", png).exitCode == 64)
        #expect(try catalog.run("analyze", path, "--frames", "xml").exitCode == 64)
    }
}
