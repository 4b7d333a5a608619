import CatalogStore
import FoundationEssentials
import SQLite
import TestSupport
import Testing

@Suite struct StatementTests {
    /// Tables that stay small however much music there is.
    static let small: Set<String> = [
        "user", "genre", "genre_alias", "feature_set", "model", "event_source", "revision", "setting",
        "wanted", "parent",
        "api_token", "run",
    ]

    @Test func noStatementScansATableThatGrows() throws {
        let folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        let connection = try Catalog.migrator.open(folder.file("a.catalog"))
        for sql in CatalogStatements.all {
            let plan = try connection.prepare("EXPLAIN QUERY PLAN \(sql)")
            while let row = try plan.step() {
                let detail = row.string(3)
                #expect(!Self.isScan(detail) || sql.contains("/* whole table */"), "\(detail)\nin \(sql)")
            }
        }
    }

    /// A statement may walk a whole table only through an index or rowid range; a bare SCAN reads everything.
    static func isScan(_ detail: String) -> Bool {
        guard detail.hasPrefix("SCAN ") else { return false }
        let table = detail.dropFirst(5).split(separator: " ").first.map(String.init) ?? ""
        if detail.contains("VIRTUAL TABLE INDEX") || detail.contains("CONSTANT ROW") { return false }
        // An index of the few links that wait for a person.
        if detail.contains("USING INDEX provider_link_open") { return false }
        return !small.contains(table)
    }

    @Test func anUnindexedScanWouldBeSeen() throws {
        let folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        let connection = try Catalog.migrator.open(folder.file("a.catalog"))
        let plan = try connection.prepare("EXPLAIN QUERY PLAN SELECT id FROM track WHERE isrc = 'x'")
        let detail = try #require(try plan.step()).string(3)
        #expect(Self.isScan(detail))
    }

    /// Each write keeps every index of its table: one that no statement reads by is paid for in vain.
    @Test func everyIndexServes() throws {
        let folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        let connection = try Catalog.migrator.open(folder.file("a.catalog"))
        var used: Set<String> = []
        func explain(_ sql: String) throws {
            let plan = try connection.prepare("EXPLAIN QUERY PLAN \(sql)")
            while let row = try plan.step() {
                let words = row.string(3).split(separator: " ")
                if let place = words.firstIndex(of: "INDEX"), place + 1 < words.count {
                    used.insert(String(words[place + 1]))
                }
            }
        }
        for sql in CatalogStatements.all { try explain(sql) }
        // Removing a row looks up those that refer to it, and removing these goes on from there.
        var removed = Set(
            CatalogStatements.all.filter { $0.hasPrefix("DELETE FROM ") }
                .compactMap { $0.dropFirst(12).split(whereSeparator: \.isWhitespace).first.map(String.init) })
        #expect(removed.isSuperset(of: ["track", "user", "model"]))
        let keys = try connection.all(
            """
            SELECT tables.name, keys."from", keys."table", keys.on_delete
            FROM pragma_table_list AS tables, pragma_foreign_key_list(tables.name) AS keys
            WHERE tables.schema = 'main' AND tables.type = 'table'
            """
        ) { (child: $0.string(0), column: $0.string(1), parent: $0.string(2), action: $0.string(3)) }
        for _ in keys {
            removed.formUnion(
                keys.filter { removed.contains($0.parent) && $0.action == "CASCADE" }.map(\.child))
        }
        for key in keys where removed.contains(key.parent) {
            try explain("SELECT 1 FROM \"\(key.child)\" WHERE \"\(key.column)\" = ?")
        }
        // A unique index is a rule in the first place.
        let indexes = try connection.all(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'"
        ) { $0.string(0) }
        #expect(indexes.count > 20)
        for index in indexes { #expect(used.contains(index), "no statement reads by \(index)") }
    }

    @Test func everyStatementIsListed() throws {
        var count = 0
        let root = SourceTree.path("Sources/CatalogStore")
        let names = try FileManager.default.subpathsOfDirectory(atPath: root)
        let registry = try String(contentsOfFile: root + "/CatalogStatements.swift", encoding: .utf8)
        for name in names where name.hasSuffix("Statement.swift") {
            let type = name.split(separator: "/").last?.dropLast(6) ?? ""
            #expect(registry.contains("texts(\(type).self)"), "\(type) is not listed in CatalogStatements")
            count += 1
        }
        #expect(count > 15)
    }
}
