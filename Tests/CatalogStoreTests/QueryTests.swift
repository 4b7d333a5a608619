import CatalogCore
import CatalogStore
import FoundationEssentials
import SQLite
import TestSupport
import Testing

/// People's own SQL: what it may ask, and what it may not, however it tries.
@Suite struct QueryTests {
    private let made: TestCatalog

    init() throws {
        made = try TestCatalog()
        let user = try made.user()
        let track = try made.track("Song", by: "Anna", "Bert", album: "Album", durationMs: 200_000)
        _ = try made.add(.play, track, by: user)
    }

    private func rows(_ sql: String, limit: Int = 1_000, timeMs: Int = 5_000) throws -> [[QueryValue]] {
        var rows: [[QueryValue]] = []
        _ = try CatalogQuery(sql: sql, timeLimitMs: timeMs, rowLimit: limit)
            .run(on: made.catalog, columns: { _ in }, row: { rows.append($0) })
        return rows
    }

    @Test func viewsAnswer() throws {
        #expect(
            try rows("SELECT title, artist, album FROM tracks") == [
                [.text("Song"), .text("Anna;Bert"), .text("Album")]
            ])
        #expect(try rows("SELECT user, kind FROM events") == [[.text("anna"), .text("play")]])
        #expect(
            try rows("WITH plays AS (SELECT * FROM events WHERE kind = 'play') SELECT count(*) FROM plays")
                == [[.integer(1)]])
        #expect(try rows("SELECT value FROM json_each('[1,2]')") == [[.integer(1)], [.integer(2)]])
    }

    @Test(arguments: [
        "INSERT INTO track (title, title_key, created_ms, updated_ms) VALUES ('x', 'x', 0, 0)",
        "DELETE FROM event",
        "UPDATE user SET name = 'x'", "DROP TABLE track", "CREATE TABLE x (y)", "CREATE TEMP TABLE x (y)",
        "CREATE TEMP TRIGGER t AFTER INSERT ON event BEGIN SELECT 1; END", "ATTACH '/tmp/x' AS y",
        "DETACH main",
        "VACUUM", "VACUUM INTO '/tmp/x'", "PRAGMA user_version = 9", "PRAGMA query_only = OFF",
        "PRAGMA table_info(track)",
        "REINDEX", "ANALYZE", "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "SAVEPOINT x",
        "SELECT 1; DELETE FROM event",
        "WITH x AS (SELECT 1) DELETE FROM event",
        "INSERT INTO track_search (track_search) VALUES ('rebuild')",
        "SELECT load_extension('x')", "SELECT LOAD_EXTENSION('x', 'y')", "SELECT fts3_tokenizer('x', x'00')",
        "SELECT * FROM pragma_table_info('track')", "SELECT * FROM pragma_database_list",
        "SELECT * FROM sqlite_schema",
        "SELECT * FROM sqlite_master", "SELECT * FROM sqlite_temp_schema", "SELECT * FROM dbstat",
        "SELECT hash FROM api_token", "SELECT * FROM setting", "SELECT count(*) FROM api_token",
        "WITH tracks AS (SELECT hash FROM api_token) SELECT * FROM tracks",
        "SELECT * FROM (SELECT hash FROM api_token)",
        "SELECT title FROM tracks WHERE EXISTS (SELECT 1 FROM api_token)",
        "SELECT (SELECT hash FROM api_token) FROM tracks",
        "SELECT title FROM track", "SELECT count(id) FROM event", "SELECT * FROM track_search",
        "SELECT * FROM event_block",
        "SELECT writefile('/tmp/x', 'y')", "SELECT readfile('/etc/passwd')", "SELECT edit('x')", "SELECT ?",
        "", "  ", ";",
        "SELECT", "-- nothing", "EXPLAIN DELETE FROM event", "/* x */ DELETE FROM event",
        "--x\nDELETE FROM event", "REPLACE INTO setting VALUES ('a', 'b')",
        "INSERT INTO event DEFAULT VALUES RETURNING id", "ALTER TABLE track ADD COLUMN x",
        "CREATE VIRTUAL TABLE temp.x USING fts5 (y)", "CREATE TEMP VIEW x AS SELECT 1",
        "CREATE INDEX x ON track (id)", "RELEASE x", "ROLLBACK", "END", "PRAGMA writable_schema = 1",
        "PRAGMA journal_mode = DELETE", "PRAGMA temp_store_directory = '/tmp'",
        "SELECT * FROM main.api_token",
        "SELECT * FROM [api_token]", "SELECT title FROM tracks ORDER BY (SELECT hash FROM api_token)",
        "SELECT title FROM tracks LIMIT (SELECT count(hash) FROM api_token)",
        "SELECT 1 FROM tracks GROUP BY title HAVING (SELECT hash FROM api_token) IS NULL",
        "SELECT * FROM json_each((SELECT hash FROM api_token))", "SELECT 1 UNION SELECT hash FROM api_token",
        "SELECT 1 EXCEPT SELECT hash FROM api_token", "SELECT 1 IN api_token",
        "SELECT * FROM tracks NATURAL JOIN api_token", "VALUES ((SELECT hash FROM api_token))",
        "WITH RECURSIVE x (a) AS (SELECT hash FROM api_token UNION ALL SELECT a FROM x) SELECT * FROM x",
        "SELECT sum(id) FILTER (WHERE id IN (SELECT id FROM api_token)) FROM tracks",
        "SELECT max(id) OVER (ORDER BY (SELECT hash FROM api_token)) FROM tracks",
        "SELECT * FROM track_search_data", "SELECT * FROM pragma_function_list",
        "SELECT * FROM pragma_module_list", "SELECT * FROM sqlite_stmt", "SELECT * FROM fsdir('/etc')",
        "SELECT * FROM zipfile('/tmp/x')", "SELECT eval('DELETE FROM event')", "SELECT rtreecheck('track')",
        "SELECT * FROM temp.sqlite_temp_master", "SELECT @x", "SELECT :x", "SELECT $x",
    ])
    func whatDoesNotOnlyReadTheViewsIsRefused(_ sql: String) throws {
        #expect(throws: (any Error).self) { try rows(sql) }
        #expect(try rows("SELECT count(*) FROM events") == [[.integer(1)]])
        #expect(try made.catalog.check().problems == [])
    }

    @Test(arguments: [
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000) SELECT count(*) FROM n a, n b, n c",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0",
    ])
    func anEndlessQueryEnds(_ sql: String) throws {
        let error = #expect(throws: SQLiteError.self) { try rows(sql, timeMs: 100) }
        #expect(error?.reason == .interrupted)
        #expect(error?.description == "The query was stopped: it ran longer than 100 ms.")
    }

    @Test(arguments: [
        "SELECT zeroblob(1000000000)", "SELECT randomblob(1000000000)",
        "SELECT replace(hex(zeroblob(100000)), '0', hex(zeroblob(1000)))", "SELECT hex(randomblob(200000))",
        "SELECT quote(zeroblob(200000))", "SELECT zeroblob(9223372036854775807)",
    ])
    func aHugeValueIsRefused(_ sql: String) {
        let error = #expect(throws: CatalogError.self) { try rows(sql) }
        #expect(error?.description.hasPrefix("The query cannot be answered: string or blob too big") == true)
    }

    /// What is too deep, too wide or too long to be prepared ends at once and says so.
    @Test(arguments: [
        "SELECT " + String(repeating: "(", count: 5_000) + "1" + String(repeating: ")", count: 5_000),
        "SELECT 1" + String(repeating: " + 1", count: 10_000),
        "SELECT " + String(repeating: "1, ", count: 5_000) + "1",
        "SELECT 1" + String(repeating: " UNION ALL SELECT 1", count: 1_000),
        "SELECT * FROM " + (0..<70).map { "tracks t\($0)" }.joined(separator: ", "),
        "SELECT replace(hex(zeroblob(60000)), '0', 'a') LIKE '" + String(repeating: "%a", count: 2_000)
            + "b'",
        "SELECT title FROM tracks WHERE title MATCH 'x'",
    ])
    func aMonstrousQueryIsRefused(_ sql: String) {
        let error = #expect(throws: CatalogError.self) { try rows(sql) }
        #expect(error?.description.hasPrefix("The query cannot be") == true)
    }

    @Test func memoryHasALimit() throws {
        let sql = """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
            SELECT randomblob(200000) AS x FROM n ORDER BY x
            """
        let error = #expect(throws: SQLiteError.self) { try rows(sql, timeMs: 60_000) }
        #expect(error?.reason == .interrupted)
        #expect(error?.description.contains("MiB of memory") == true)
    }

    @Test func rowsHaveALimit() throws {
        let sql = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
        var count = 0
        let isCut = try CatalogQuery(sql: sql, rowLimit: 50)
            .run(on: made.catalog, columns: { _ in }, row: { _ in count += 1 })
        #expect(isCut && count == 50)
    }

    @Test func columnsOfOneNameAreToldApart() throws {
        var names: [String] = []
        _ = try CatalogQuery(sql: "SELECT 1 AS a, 2 AS a, 3 AS b")
            .run(on: made.catalog, columns: { names = $0 }, row: { _ in })
        #expect(names == ["a", "a_2", "b"])
    }

    /// The list of views is the schema's, name by name and column by column.
    @Test func theViewsAreThoseThatAreDescribed() throws {
        let connection = try Catalog.migrator.open(made.path)
        let stored = try connection.all(
            "SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'track_text' ORDER BY name"
        ) { $0.string(0) }
        #expect(stored == QueryView.all.map(\.name).sorted())
        for view in QueryView.all {
            let columns = try connection.prepare("SELECT * FROM \(view.name)").columnNames
            #expect(columns == view.columns.map(\.name), "\(view.name)")
        }
    }

    /// `CATALOG_RECORD=1 swift test --filter QueryTests` writes docs/QUERY.md anew.
    @Test func thePageOfViewsIsUpToDate() throws {
        var page = """
            # Asking in SQL

            `catalog query "SELECT …"` reads these views. Their names and columns stay from release to release; the tables behind
            them may change and cannot be named. A query is one `SELECT` of at most 64 KiB. It cannot write, attach a file, set a
            pragma or load an extension; it ends after `--seconds` (10), after `--limit` rows (10,000), or when it has taken 512 MiB
            of memory; a value is at most 256 KiB long. Names ending in `_ms` are milliseconds, since 1970 where they are moments.

            """
        for view in QueryView.all {
            page += "\n## \(view.name)\n\nOf \(view.purpose).\n\n| column | what it is |\n| --- | --- |\n"
            for column in view.columns { page += "| \(column.name) | \(column.meaning) |\n" }
        }
        let path = SourceTree.path("docs/QUERY.md")
        if ProcessInfo.processInfo.environment["CATALOG_RECORD"] != nil {
            try page.write(toFile: path, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == page, "run the command above this test")
    }
}
