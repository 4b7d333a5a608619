import Dispatch
import FoundationEssentials
import Glibc
import SQLite
import TestSupport
import Testing

@Suite struct ConnectionTests {
    private static let migrator = Migrator(
        applicationID: 77,
        steps: [
            Migrator.Step(
                name: "1",
                sql: """
                    CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT;
                    CREATE TABLE child (
                        id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE RESTRICT,
                        data BLOB) STRICT;
                    """)
        ])

    private func open(_ folder: TemporaryFolder) throws -> Connection {
        try Self.migrator.create(at: folder.file("a"))
        return try Self.migrator.open(folder.file("a"))
    }

    @Test func valuesComeBackAsTheyWere() throws {
        let folder = try TemporaryFolder()
        let connection = try open(folder)
        let read = try connection.first(
            "SELECT ?, ?, ?, ?, ?, ?, ?", Int64.min, 0.1, "é\u{0}x", "", [UInt8](), [Float(1.5), -2],
            Int64?.none
        ) { row in
            #expect(row.int64(0) == .min)
            #expect(row.double(1) == 0.1)
            #expect(row.string(2) == "é\u{0}x")
            #expect(row.value(3) == .text(""))
            #expect(row.value(4) == .blob([]))
            #expect(row.floats(5) == [1.5, -2])
            #expect(row.value(6) == .null)
            return true
        }
        #expect(read == true)
    }

    @Test func aSavepointUndoesOnlyItself() throws {
        let folder = try TemporaryFolder()
        let connection = try open(folder)
        try connection.transaction(.writing) {
            try connection.execute("INSERT INTO parent (name) VALUES ('a')")
            #expect(throws: SQLiteError.self) {
                try connection.savepoint {
                    try connection.execute("INSERT INTO parent (name) VALUES ('b')")
                    try connection.execute("INSERT INTO parent (name) VALUES ('a')")
                }
            }
            try connection.savepoint { try connection.execute("INSERT INTO parent (name) VALUES ('c')") }
        }
        #expect(
            try connection.all("SELECT name FROM parent ORDER BY id", read: { $0.string(0) }) == ["a", "c"])
    }

    @Test func constraintsHold() throws {
        let folder = try TemporaryFolder()
        let connection = try open(folder)
        let error = #expect(throws: SQLiteError.self) {
            try connection.execute("INSERT INTO child (parent_id) VALUES (99)")
        }
        #expect(error?.reason == .constraint)
        let readerError = #expect(throws: SQLiteError.self) {
            try Connection(path: folder.file("a"), mode: .reading).execute(
                "INSERT INTO parent (name) VALUES ('x')")
        }
        #expect(readerError?.reason == .readOnly)
    }

    @Test func aFullFileSaysSoAndKeepsWhatItHad() throws {
        let folder = try TemporaryFolder()
        let connection = try open(folder)
        try connection.execute("INSERT INTO parent (name) VALUES ('kept')")
        let pages = try connection.integer(of: "page_count")
        try connection.run("PRAGMA max_page_count = \(pages + 10)")
        let error = #expect(throws: SQLiteError.self) {
            try connection.transaction(.writing) {
                for _ in 0..<100 {
                    try connection.execute(
                        "INSERT INTO child (data) VALUES (?)", [UInt8](repeating: 1, count: 4_000))
                }
            }
        }
        #expect(error?.reason == .full)
        #expect(!connection.isInTransaction)
        #expect(try connection.first("SELECT count(*) FROM child", read: { $0.int(0) }) == 0)
        try connection.run("PRAGMA max_page_count = 1000000")
        try connection.execute("INSERT INTO parent (name) VALUES ('after')")
        #expect(try connection.first("SELECT count(*) FROM parent", read: { $0.int(0) }) == 2)
    }

    /// File permissions as an ordinary user meets them, whoever runs the tests: `setfsuid` is of this thread alone.
    @Test func aFileThatMayNotBeWrittenIsRefused() throws {
        let folder = try TemporaryFolder()
        _ = try open(folder)
        chmod(folder.file("a"), 0o444)
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        typealias SetUser = @convention(c) (UInt32) -> Int32
        let symbol = try #require(dlsym(nil, "setfsuid"))
        let setUser = unsafeBitCast(symbol, to: SetUser.self)
        let isRoot = geteuid() == 0
        if isRoot { _ = setUser(65_534) }
        var reasons: [SQLiteError.Reason?] = []
        for body in [
            { _ = try Self.migrator.open(folder.file("a")) },
            { try Self.migrator.create(at: folder.file("b")) },
        ] {
            do {
                try body()
                reasons.append(nil)
            } catch {
                reasons.append((error as? SQLiteError)?.reason)
            }
        }
        if isRoot { _ = setUser(0) }
        #expect(reasons == [.readOnly, .readOnly])
    }

    @Test func aQueryEndsAtItsLimit() throws {
        let folder = try TemporaryFolder()
        let connection = try open(folder)
        let endless =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
        let error = #expect(throws: SQLiteError.self) {
            try connection.limited(toMs: 20) { _ = try connection.first(endless) { $0.int(0) } }
        }
        #expect(error?.reason == .interrupted)
        #expect(try connection.first("SELECT 1", read: { $0.int(0) }) == 1)
    }

    @Test(arguments: [
        "DELETE FROM parent", "ATTACH 'x' AS y", "PRAGMA user_version = 9", "CREATE TABLE x (y)",
        "SELECT load_extension('x')", "SELECT 1; DELETE FROM parent", "VACUUM INTO '/dev/null'",
        "BEGIN IMMEDIATE",
    ])
    func restrictedConnectionsOnlyRead(sql: String) throws {
        let folder = try TemporaryFolder()
        let connection = try open(folder)
        try connection.execute("INSERT INTO parent (name) VALUES ('a')")
        let policy = ReadingPolicy(views: ["parent"], tables: [], all: ["parent", "child"])
        #expect(throws: SQLiteError.self) {
            try connection.restricted(to: policy, limits: QueryLimits(timeMs: 1_000)) {
                let statement = try connection.prepare(sql)
                while try statement.step() != nil {}
            }
        }
        #expect(try connection.first("SELECT count(*) FROM parent", read: { $0.int(0) }) == 1)
        let count = try connection.restricted(to: policy, limits: QueryLimits(timeMs: 1_000)) {
            try connection.prepare("SELECT count(*) FROM parent").step()?.int(0)
        }
        #expect(count == 1)
    }

    @Test func aCopyIsWholeWhileOthersWrite() throws {
        let folder = try TemporaryFolder()
        let writer = try open(folder)
        try writer.transaction(.writing) {
            for _ in 0..<3_000 {
                try writer.execute("INSERT INTO child (data) VALUES (?)", [UInt8](repeating: 7, count: 8_000))
            }
        }
        let source = try Connection(path: folder.file("a"), mode: .reading)
        let copy = try Connection(path: folder.file("copy"), mode: .writing, creating: true)
        var steps = 0
        try source.copy(into: copy) { _ in
            steps += 1
            try? writer.execute("INSERT INTO parent (name) VALUES (?)", "during \(steps)")
            return true
        }
        #expect(steps > 1)
        #expect(try copy.first("SELECT count(*) FROM child", read: { $0.int(0) }) == 3_000)
        #expect(try copy.first("SELECT count(*) FROM parent", read: { $0.int(0) }) == 0)
        #expect(try copy.integrityProblems(limit: 1) == [])
        #expect(try writer.first("SELECT count(*) FROM parent", read: { $0.int(0) }) == steps)
    }
}
