import CatalogStore
import FoundationEssentials
import Migrations
import SQLite
import TestSupport
import Testing

@Suite struct SchemaTests {
    /// SHA-256 of the steps that were released: they never change; a change is a new step.
    static let released = [
        "0001-create-catalog": "2f2a4541725f75977ce40f6e498e1472c549f720818e17c85a1b52145a800f49",
        "0002-drop-idle-indexes": "3adb2aaf69241a9c5a4116e432370992153f979d9b76e200724bf764070bc728",
        "0003-add-statistics": "2f4fb7a567288db2ae026294fc8ecf6181f279613ffb60aac051018b8994f387",
    ]

    @Test func releasedStepsAreUnchanged() {
        for step in Migrations.steps {
            guard let hash = Self.released[step.name] else { continue }
            #expect(
                Hexadecimal.encode(SHA256.hash(step.sql.utf8)) == hash,
                "\(step.name) was released: add a step instead")
        }
    }

    @Test func stepsAreNumberedInOrder() {
        for (index, step) in Migrations.steps.enumerated() {
            let number = String(index + 1)
            #expect(step.name.hasPrefix(String(repeating: "0", count: 4 - number.count) + number + "-"))
            #expect(step.sql.hasPrefix("-- Why:"))
        }
    }

    /// `CATALOG_RECORD=1 swift test --filter SchemaTests` writes schema.sql and the golden catalog anew.
    @Test func schemaFileIsWhatTheStepsMake() throws {
        let folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        let connection = try Catalog.migrator.open(folder.file("a.catalog"))
        var text =
            "-- Generated from migrations/ by `CATALOG_RECORD=1 swift test --filter SchemaTests`: change those.\n"
        text += "PRAGMA application_id = \(Catalog.applicationID);\n"
        text += "PRAGMA user_version = \(Migrations.steps.count);\n\n"
        let objects = try connection.all(
            """
            SELECT sql FROM sqlite_schema
            WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
                AND NOT (type = 'table' AND name GLOB '*_search_*')
            ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, name
            """
        ) { $0.string(0) }
        text += objects.joined(separator: ";\n\n") + ";\n"
        let path = SourceTree.path("schema.sql")
        if ProcessInfo.processInfo.environment["CATALOG_RECORD"] != nil {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let recorded = try String(contentsOfFile: path, encoding: .utf8)
        #expect(recorded == text, "run the command on the first line of schema.sql")
    }

    @Test func everyTableIsStrict() throws {
        let folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        let connection = try Catalog.migrator.open(folder.file("a.catalog"))
        let lax = try connection.all(
            """
            SELECT name FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
                AND name NOT GLOB '*_search_*'
            """
        ) { $0.string(0) }
        #expect(lax.isEmpty)
    }

    /// Deleting a parent looks up its children by their foreign key: each needs an index.
    @Test func everyForeignKeyHasAnIndexAndSaysWhatDeletingDoes() throws {
        let folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        let connection = try Catalog.migrator.open(folder.file("a.catalog"))
        let keys = try connection.all(
            """
            SELECT tables.name, keys."from", keys.on_delete
            FROM pragma_table_list AS tables, pragma_foreign_key_list(tables.name) AS keys
            WHERE tables.schema = 'main' AND tables.type = 'table'
            """
        ) { (table: $0.string(0), column: $0.string(1), action: $0.string(2)) }
        #expect(keys.count >= 30)
        for key in keys {
            #expect(key.action != "NO ACTION", "\(key.table).\(key.column)")
            let plan = try connection.prepare(
                "EXPLAIN QUERY PLAN SELECT 1 FROM \"\(key.table)\" WHERE \"\(key.column)\" = ?")
            let detail = try #require(try plan.step()).string(3)
            // Parents that are never deleted.
            let isSmall = ["feature_vector.set_version", "feature_window.set_version", "event.source_id"]
                .contains("\(key.table).\(key.column)")
            #expect(detail.hasPrefix("SEARCH") || isSmall, "\(key.table).\(key.column): \(detail)")
        }
    }

    @Test func aCatalogOfTheFirstReleaseOpens() throws {
        let golden = SourceTree.path("Tests/Golden/catalog-v1.catalog")
        if ProcessInfo.processInfo.environment["CATALOG_RECORD"] != nil,
            !FileManager.default.fileExists(atPath: golden)
        {
            let made = try TestCatalog()
            try LegacyContent.write(to: made)
            try made.catalog.backUp(to: golden)
        }
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(atPath: golden, toPath: folder.file("old.catalog"))
        let catalog = try Catalog(opening: folder.file("old.catalog"))
        try LegacyContent.verify(catalog)
        #expect(try catalog.check().problems == [])
    }
}
