import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// What the world does to a catalog: a sentence each, exit code 2, nothing damaged.
@Suite struct FaultTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
    }

    private var file: String { folder.file("test.catalog") }

    private func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    /// Expects the sentence, exit code 2 and the same bytes as before from a command that reads and one that writes.
    private func expectRefusal(_ sentence: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let before = try? bytes(file)
        for arguments in [["user", "list"], ["user", "add", "mira"], ["backup", folder.file("copy")]] {
            let result = try catalog.run(arguments)
            #expect(result.exitCode == 2, "\(arguments) \(result)", sourceLocation: sourceLocation)
            #expect(result.standardOutput == "", sourceLocation: sourceLocation)
            #expect(
                result.standardError.hasPrefix("catalog: ") && result.standardError.contains(sentence),
                "\(arguments): \(result.standardError)", sourceLocation: sourceLocation)
            #expect(
                result.standardError.split(separator: "\n").count == 1, "one sentence",
                sourceLocation: sourceLocation)
        }
        #expect((try? bytes(file)) == before, "the file was left untouched", sourceLocation: sourceLocation)
    }

    @Test func noCatalogThere() throws { try expectRefusal("create one with `catalog init`") }

    @Test func aFolderInPlaceOfTheFile() throws {
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        try expectRefusal("\(file)")
        #expect(try catalog.run("init").exitCode == 2)
    }

    @Test func aFileOfAnotherKind() throws {
        try write(Array(repeating: 0x61, count: 10_000), to: file)
        try expectRefusal("is not a catalog")
    }

    @Test func anEmptyFile() throws {
        try write([], to: file)
        try expectRefusal("is not a catalog")
    }

    @Test func aCorruptHeader() throws {
        try catalog.run("init")
        var content = try bytes(file)
        for index in 0..<16 { content[index] = 0 }
        try write(content, to: file)
        try expectRefusal("is not a catalog")
    }

    @Test func aTruncatedFile() throws {
        try catalog.run("init")
        let content = try bytes(file)
        try write(Array(content.prefix(content.count / 2)), to: file)
        try expectRefusal("is damaged (it is cut off")
    }

    @Test func aNewerSchema() throws {
        try catalog.run("init")
        var content = try bytes(file)
        content[62] = 3
        try write(content, to: file)
        try expectRefusal("newer version of catalog")
    }

    @Test func aDatabaseOfAnotherProgram() throws {
        try catalog.run("init")
        var content = try bytes(file)
        content[68] ^= 0xFF
        try write(content, to: file)
        try expectRefusal("database of another program")
    }

    @Test func initNeverOverwrites() throws {
        #expect(try catalog.run("init").exitCode == 0)
        let before = try bytes(file)
        let again = try catalog.run("init")
        #expect(again.exitCode == 2)
        #expect(again.standardError.contains("exists already"))
        #expect(try bytes(file) == before)
    }

    @Test func aFolderThatIsNotThere() throws {
        let path = folder.file("nowhere/test.catalog")
        let result = try catalog.run("init", "--catalog", path)
        #expect(result.exitCode == 2)
        #expect(
            result.standardError
                == "catalog: \(path): there is no folder \(folder.file("nowhere")), make it first.\n")
    }

    /// The name of a file at the start of a sentence is as it was typed, so that it can be copied.
    @Test func namesTheFileAsItWasTyped() throws {
        try write([], to: folder.file("empty.catalog"))
        let refusal = try catalog.run("check", "--catalog", "empty.catalog")
        #expect(refusal.standardError.hasPrefix("catalog: empty.catalog is not a catalog"), "\(refusal)")
    }

    /// A page that is overwritten: `check` says what is damaged and what to do, and goes no further.
    @Test func aDamagedPage() throws {
        try catalog.run("init")
        try catalog.run("user", "add", "mira")
        _ = try catalog.run("backup", folder.file("good.catalog"))
        var content = try bytes(folder.file("good.catalog"))
        for index in 8_192..<12_288 { content[index] = UInt8(truncatingIfNeeded: index &* 31) }
        try write(content, to: folder.file("bad.catalog"))
        let result = try catalog.run("check", "--catalog", folder.file("bad.catalog"))
        #expect(result.exitCode == 2, "\(result)")
        #expect(result.standardOutput.contains("the file is damaged"), "\(result)")
        #expect(result.standardOutput.contains("catalog restore"), "\(result)")
    }

    @Test func aParentThatIsNoFolder() throws {
        try write([1], to: folder.file("parent"))
        let path = folder.file("parent/test.catalog")
        for arguments in [["init"], ["user", "list"]] {
            let result = try catalog.run(arguments + ["--catalog", path])
            #expect(result.exitCode == 2, "\(result)")
            #expect(result.standardError.contains(path))
        }
    }

    /// A limit on the size of files is what a full disk is to the program; an import meets it in the middle.
    @Test func aFullDisk() throws {
        try catalog.run("init")
        try catalog.run("user", "add", "mira")
        let lines = FeedbackLines.json(user: "mira", range: 0..<40_000)
        try write(Array(lines.utf8), to: folder.file("plays.jsonl"))
        let result = try catalog.shell(
            "ulimit -f 4000; \"$CATALOG_BINARY\" feedback import plays.jsonl --batch 1000 --format json")
        #expect(result.exitCode == 2, "\(result)")
        #expect(result.standardError.contains("full"), "\(result.standardError)")
        let acknowledged = FeedbackLines.lastCount("added", in: result)
        #expect(acknowledged > 0 && acknowledged < 40_000)
        #expect(try catalog.run("check").exitCode == 0)
        #expect(try catalog.run("feedback", "export").lines.count == acknowledged)
        let again = try catalog.run("feedback", "import", "plays.jsonl", "--format", "json")
        #expect(again.exitCode == 0, "\(again.standardError)")
        #expect(FeedbackLines.lastCount("repeated", in: again) == acknowledged)
        #expect(FeedbackLines.lastCount("added", in: again) == 40_000 - acknowledged)
    }

    @Test func aFullDiskAtTheStart() throws {
        let result = try catalog.shell("ulimit -f 16; \"$CATALOG_BINARY\" init")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("full"), "\(result.standardError)")
        #expect(access(file, F_OK) != 0, "no half-made catalog is left")
    }

    @Test func aBackupThatCannotBeWritten() throws {
        try catalog.run("init")
        let result = try catalog.run("backup", folder.file("nowhere/copy.catalog"))
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains(folder.file("nowhere/copy.catalog")), "\(result.standardError)")
    }

    @Test func aDamagedPageIsFound() throws {
        try catalog.run("init")
        try catalog.run("user", "add", "mira")
        let lines = FeedbackLines.json(user: "mira", range: 0..<2_000)
        #expect(try catalog.run(["feedback", "import", "-"], input: lines).exitCode == 0)
        var content = try bytes(file)
        let page = content.count / 4_096 / 2 * 4_096
        for index in page..<page + 2_000 { content[index] = 0x5A }
        try write(content, to: file)
        let result = try catalog.run("check")
        #expect(result.exitCode == 2, "\(result)")
        #expect(
            result.standardOutput.contains("restore") || result.standardError.contains("restore"), "\(result)"
        )
        #expect(try bytes(file) == content)
    }
}
