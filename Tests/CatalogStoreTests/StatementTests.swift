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
