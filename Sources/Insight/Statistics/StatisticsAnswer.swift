import CatalogCore

/// Statistics of one subject: tables, and the pictures of those that say more as one.
package struct StatisticsAnswer: Sendable {
    package let subject: StatisticsSubject
    package let tables: [StatisticsTable]
    /// By the name of the table.
    package let charts: [String: any Chart]
    /// What somebody should know who finds nothing.
    package let remark: String?

    init(
        _ subject: StatisticsSubject, tables: [StatisticsTable], charts: [String: any Chart] = [:],
        remark: String? = nil
    ) {
        self.subject = subject
        self.tables = tables
        self.charts = charts
        self.remark = remark
    }

    package var isEmpty: Bool { tables.allSatisfy { $0.rows.isEmpty } }

    package func table(_ name: String) -> StatisticsTable? { tables.first { $0.name == name } }

    /// The tables by their names.
    package var json: JSONValue {
        .object([("subject", .string(subject.rawValue))] + tables.map { ($0.name, $0.json) })
    }
}
