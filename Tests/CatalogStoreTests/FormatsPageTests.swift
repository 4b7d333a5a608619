import CatalogStore
import FoundationEssentials
import SQLite
import TestSupport
import Testing

/// docs/FORMATS.md says of each table what the schema says.
@Suite struct FormatsPageTests {
    private static let path = SourceTree.path("docs/FORMATS.md")

    /// The tables of the schema that the steps make, by name, without those that SQLite keeps for a search index.
    private func definitions() throws -> [(name: String, table: TableDefinition)] {
        let folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        return try Catalog.migrator.open(folder.file("a.catalog")).all(
            """
            SELECT name, sql FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT GLOB '*_search*'
            ORDER BY name
            """
        ) { ($0.string(0), TableDefinition(sql: $0.string(1))) }
    }

    /// `CATALOG_RECORD=1 swift test --filter FormatsPageTests` writes the rows anew; the words are by hand.
    @Test func eachTableIsThere() throws {
        var page = try String(contentsOfFile: Self.path, encoding: .utf8)
        let definitions = try definitions()
        #expect(definitions.count > 30)
        for (name, table) in definitions {
            let heading = "\n### \(name)\n"
            guard let start = page.firstRange(of: heading)?.upperBound else {
                Issue.record(
                    "docs/FORMATS.md has no section `### \(name)`: add one that says what the table is for")
                continue
            }
            let end = page[start...].firstRange(of: "\n##")?.lowerBound ?? page.endIndex
            let section = page[start..<end]
            let lines = section.split(separator: "\n")
            #expect(
                lines.contains { !$0.hasPrefix("|") },
                "the section of \(name) says in a sentence what it is for")
            let shown = lines.filter { $0.hasPrefix("|") }.joined(separator: "\n")
            if shown == table.markdown { continue }
            if ProcessInfo.processInfo.environment["CATALOG_RECORD"] != nil {
                let words = lines.filter { !$0.hasPrefix("|") }.joined(separator: "\n")
                page.replaceSubrange(start..<end, with: "\n\(words)\n\n\(table.markdown)\n")
            } else {
                Issue.record(
                    """
                    the rows of \(name) in docs/FORMATS.md are not the schema's: \
                    CATALOG_RECORD=1 swift test --filter FormatsPageTests
                    """)
            }
        }
        if ProcessInfo.processInfo.environment["CATALOG_RECORD"] != nil {
            try page.write(toFile: Self.path, atomically: true, encoding: .utf8)
        }
        let names = Set(definitions.map(\.name))
        for line in page.split(separator: "\n") where line.hasPrefix("### ") {
            #expect(names.contains(String(line.dropFirst(4))), "\(line) is no table of the schema")
        }
    }

    @Test func aTableIsTakenApart() {
        let table = TableDefinition(
            sql: """
                CREATE TABLE a (
                    id INTEGER PRIMARY KEY,
                    -- A comment, with a comma.
                    kind TEXT NOT NULL CHECK (kind IN ('x', 'y')),  -- another
                    CHECK (id > 0)
                ) STRICT
                """)
        #expect(
            table.markdown == """
                | column | type | constraint |
                | --- | --- | --- |
                | id | integer | `PRIMARY KEY` |
                | kind | text | `NOT NULL CHECK (kind IN ('x', 'y'))` |
                | | | `CHECK (id > 0)` |
                """)
    }
}
