import CatalogCore

/// A column of a table of statistics: its lasting name, its title, its value in a row.
struct StatisticsColumn<Row> {
    let name: String
    let title: String
    let value: (Row) -> StatisticsValue

    init(_ name: String, title: String? = nil, _ value: @escaping (Row) -> StatisticsValue) {
        self.name = name
        self.title = title ?? FieldName.words(name)
        self.value = value
    }
}
