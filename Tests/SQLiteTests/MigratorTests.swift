import FoundationEssentials
import SQLite
import TestSupport
import Testing

@Suite struct MigratorTests {
    private static let first = Migrator.Step(
        name: "1", sql: "CREATE TABLE a (id INTEGER PRIMARY KEY, b TEXT) STRICT;")
    private static let second = Migrator.Step(
        name: "2", sql: "ALTER TABLE a ADD COLUMN c TEXT; CREATE INDEX a_c ON a (c);")
    private static let one = Migrator(applicationID: 77, steps: [first])
    private static let two = Migrator(applicationID: 77, steps: [first, second])

    private func reason(_ body: () throws -> Void) -> SQLiteError.Reason? {
        do {
            try body()
            return nil
        } catch {
            return (error as? SQLiteError)?.reason
        }
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

    @Test func anOlderFileIsBroughtUpToDate() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a")
        try Self.one.create(at: path)
        do {
            let connection = try Self.one.open(path)
            try connection.execute("INSERT INTO a (b) VALUES (?)", "kept")
        }
        let connection = try Self.two.open(path)
        #expect(try connection.integer(of: "user_version") == 2)
        #expect(try connection.first("SELECT b FROM a WHERE c IS NULL", read: { $0.string(0) }) == "kept")
        #expect(try connection.integer(of: "foreign_keys") == 1)
    }

    @Test func aStepThatFailsLeavesTheFileAsItWas() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a")
        try Self.one.create(at: path)
        let bad = Migrator.Step(
            name: "bad", sql: "CREATE TABLE z (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);")
        let broken = Migrator(applicationID: 77, steps: [Self.first, bad])
        #expect(throws: SQLiteError.self) { try broken.open(path) }
        let connection = try Self.one.open(path)
        #expect(try connection.integer(of: "user_version") == 1)
        #expect(
            try connection.first("SELECT count(*) FROM sqlite_schema WHERE name = 'z'", read: { $0.int(0) })
                == 0)
    }

    @Test func whatIsNotOursIsRefusedAndLeftUntouched() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a")
        #expect(reason { _ = try Self.one.open(path) } == .missing)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(reason { _ = try Self.one.open(folder.path) } == .foreign)

        try Data("hello, this is a text and not a database".utf8).write(to: URL(filePath: path))
        let text = try bytes(path)
        #expect(reason { _ = try Self.one.open(path) } == .foreign)
        #expect(try bytes(path) == text)

        try Data().write(to: URL(filePath: folder.file("empty")))
        #expect(reason { _ = try Self.one.open(folder.file("empty")) } == .foreign)

        try Migrator(applicationID: 78, steps: [Self.first]).create(at: folder.file("other"))
        let other = try bytes(folder.file("other"))
        #expect(reason { _ = try Self.one.open(folder.file("other")) } == .foreign)
        #expect(try bytes(folder.file("other")) == other)

        try Self.two.create(at: folder.file("newer"))
        let newer = try bytes(folder.file("newer"))
        #expect(reason { _ = try Self.one.open(folder.file("newer")) } == .newer)
        #expect(try bytes(folder.file("newer")) == newer)
        #expect(reason { try Self.one.create(at: folder.file("newer")) } == .exists)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["a", "empty", "newer", "other"])
    }

    @Test func aDamagedFileIsRefusedAndLeftUntouched() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a")
        try Self.one.create(at: path)
        let whole = try bytes(path)
        for (name, damaged) in [
            ("header", Data(repeating: 0x5a, count: 16) + whole.dropFirst(16)),
            ("page size", whole.prefix(16) + Data([3, 7]) + whole.dropFirst(18)),
            ("cut", whole.prefix(5_000)),
            ("stub", whole.prefix(60)),
        ] {
            try damaged.write(to: URL(filePath: path))
            let found = reason { _ = try Self.one.open(path) }
            #expect(found == .corrupt || found == .foreign, "\(name)")
            #expect(try bytes(path) == damaged, "\(name)")
        }
        // A wrong tree page behind a sound header.
        let wrong = whole.prefix(100) + Data(repeating: 0xff, count: 300) + whole.dropFirst(400)
        try wrong.write(to: URL(filePath: path))
        #expect(reason { _ = try Self.one.open(path) } == .corrupt)
    }

    @Test func aLogLeftBehindIsTakenIn() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a")
        try Self.one.create(at: path)
        let writer = try Self.one.open(path)
        for index in 0..<50 { try writer.execute("INSERT INTO a (b) VALUES (?)", "row \(index)") }
        // As a crash leaves it: the file and its log, no shared memory.
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + ending, toPath: folder.file("crashed") + ending)
        }
        let connection = try Self.one.open(folder.file("crashed"))
        #expect(try connection.first("SELECT count(*) FROM a", read: { $0.int(0) }) == 50)
        #expect(try connection.integrityProblems(limit: 5) == [])
    }

    /// Every cut of the log leaves a prefix of the commits, never half of one.
    @Test func aLogCutAnywhereLosesOnlyItsEnd() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a")
        try Self.one.create(at: path)
        let writer = try Self.one.open(path)
        for index in 0..<12 {
            try writer.transaction(.writing) {
                try writer.execute("INSERT INTO a (b) VALUES (?)", "a \(index)")
                try writer.execute("INSERT INTO a (b) VALUES (?)", "b \(index)")
            }
        }
        let file = try bytes(path)
        let log = try bytes(path + "-wal")
        var last = 0
        for length in stride(from: 0, through: log.count, by: 1_371) {
            let copy = folder.file("cut-\(length)")
            try file.write(to: URL(filePath: copy))
            try log.prefix(length).write(to: URL(filePath: copy + "-wal"))
            let count = try Self.one.open(copy).first("SELECT count(*) FROM a", read: { $0.int(0) }) ?? -1
            #expect(count % 2 == 0 && count >= last)
            last = count
        }
        #expect(last >= 20)
    }
}
