import CatalogCore

/// A table of statistics, as command, page and report show it.
package struct StatisticsTable: Sendable {
    package struct Heading: Sendable {
        /// snake_case; part of the interface, never renamed.
        package let name: String
        package let title: String
    }

    package let name: String
    package let title: String
    package let columns: [Heading]
    package let rows: [[StatisticsValue]]

    init<Row>(_ name: String, title: String, _ rows: [Row], _ columns: [StatisticsColumn<Row>]) {
        self.name = name
        self.title = title
        self.columns = columns.map { Heading(name: $0.name, title: $0.title) }
        self.rows = rows.map { row in columns.map { $0.value(row) } }
    }

    /// An object for each row.
    package var json: JSONValue {
        .array(
            rows.map { row in
                .object(zip(columns, row).map { ($0.name, $1.json) })
            })
    }
}
