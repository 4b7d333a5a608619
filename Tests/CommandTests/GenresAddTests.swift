import FoundationEssentials
import TestSupport
import Testing

@Suite struct GenresAddTests {
    private let folder: TemporaryFolder
    private let program: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        program = try CatalogBinary(in: folder)
        try program.run("init")
    }

    private func importTable(_ genres: [String]) throws {
        let rows = genres.enumerated().map { "id\($0.offset)\($0.element),A,Song \($0.offset),\($0.element)" }
        let text = (["track_id,artists,track_name,track_genre"] + rows).joined(separator: "\n")
        try Data(text.utf8).write(to: URL(filePath: folder.file("table.csv")))
        let result = try program.run("import", "tracks", "table.csv")
        #expect(result.exitCode == 0, "\(result)")
    }

    private func genre(ofTrack number: Int) throws -> String {
        try program.run("show", "track", "\(number)", "-f", "json").standardOutput
    }

    @Test func whatAPersonAddsIsUnderstoodFromThenOnAndAtOnce() throws {
        try importTable(["zorblewave"])
        #expect(try genre(ofTrack: 1).contains("zorblewave"))
        let added = try program.run(
            "genres", "add", "Zorble", "--under", "trance", "--alias", "zorblewave", "--alias",
            "zrbl")
        #expect(added.exitCode == 0 && added.standardOutput.contains("1 tracks"), "\(added)")
        #expect(try genre(ofTrack: 1).contains("Zorble"))
        try importTable(["zorblewave", "ZRBL"])
        #expect(try genre(ofTrack: 2).contains("Zorble"))
        let list = try program.run("genres", "trance", "-f", "csv").standardOutput
        #expect(list.contains("Zorble,Trance,person"))
        #expect(try program.run("check").exitCode == 0)
    }

    @Test func aParentThatIsNotThereIsNamed() throws {
        let result = try program.run("genres", "add", "Zorble", "--under", "nothing at all")
        #expect(result.exitCode == 2 && result.standardError.contains("no genre `nothing at all`"))
    }
}
