import CatalogCore
import FoundationEssentials
import TestSupport
import Testing

@Suite struct LyricsCommandTests {
    private let folder: TemporaryFolder
    private let program: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        program = try CatalogBinary(in: folder)
        try program.run("init")
        try FileManager.default.createDirectory(
            atPath: folder.file("music"), withIntermediateDirectories: true)
        for (name, words) in [
            (
                "Happy Song.lrc",
                "[00:01.00]I love the morning sun and it is wonderful\n[00:02.00]\n[00:03.00]Then comes the terrible night, I hate it\n"
            ),
            (
                "Canción.txt",
                "Cuando llega la noche yo no sé qué voy a hacer con mi corazón\nporque tú no estás y yo te quiero más que a nada en el mundo\n"
            ),
        ] {
            let title = name.split(separator: ".")[0]
            try AudioWriter.write(
                TestSignal.melody(
                    seed: UInt64(name.utf8.count), seconds: 3, sampleRateHz: 22_050, channelCount: 1),
                channelCount: 1, sampleRateHz: 22_050, format: .wav16, to: folder.file("music/\(title).wav"))
            try Data(words.utf8).write(to: URL(filePath: folder.file("music/\(name)")))
        }
        #expect(try program.run("ingest", "music", "--quiet").exitCode == 0)
    }

    @Test func songsAreFoundByWhatIsSung() throws {
        let found = try program.run("lyrics", "search", "HATE", "nigh", "-f", "json")
        #expect(found.exitCode == 0 && found.lines.count == 1, "\(found)")
        let hit = try JSONReader.value(of: found.standardOutput)
        #expect(hit["title"]?.text == "Happy Song")
        #expect(hit["line"]?.text == "Then comes the terrible night, I hate it")
        #expect(try program.run("lyrics", "search", "corazon").standardOutput.contains("Canción"))
        let none = try program.run("lyrics", "search", "zebra")
        #expect(none.exitCode == 1 && none.standardError.contains("No lyrics have `zebra`."))
    }

    @Test func eachLineHasItsScoreAndTheSongItsCourse() throws {
        let shown = try JSONReader.value(
            of: try program.run("lyrics", "show", "Happy Song", "-f", "json").standardOutput)
        guard case .array(let lines) = shown["lines"], lines.count == 3,
            case .number(let good) = lines[0]["compound"], case .number(let bad) = lines[2]["compound"]
        else {
            Issue.record("\(shown.line)")
            return
        }
        #expect(good > 0.5 && bad < -0.5 && lines[1]["compound"]?.isNull == true)
        #expect(shown["language"]?.text == "en")
        let table = try program.run("lyrics", "show", "Happy Song").standardOutput
        #expect(table.contains("Course") && table.contains("0:03"))
    }

    @Test func otherLanguagesAreLeftWithoutAScore() throws {
        let shown = try JSONReader.value(
            of: try program.run("lyrics", "show", "Canción", "-f", "json").standardOutput)
        #expect(shown["language"]?.text == "es", "\(shown.line)")
        #expect(shown["compound"]?.isNull == true && shown["course"]?.isNull == true)
    }
}
