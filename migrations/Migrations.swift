/// The steps that bring a catalog file to the current schema, in order, carried by the binary.
package enum Migrations {
    package struct Step: Sendable {
        /// The file's name without its ending: `0001-create-catalog`.
        package let name: String
        package let sql: String
    }

    package static let steps: [Step] = [
        Step(name: "0001-create-catalog", sql: text(PackageResources._001_create_catalog_sql)),
        Step(name: "0002-drop-idle-indexes", sql: text(PackageResources._002_drop_idle_indexes_sql)),
        Step(name: "0003-add-statistics", sql: text(PackageResources._003_add_statistics_sql)),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
