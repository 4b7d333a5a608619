import CatalogCore

/// One column of a list: its stable name for programs, its title for people, its value in a row.
struct Column<Row>: Sendable {
    /// snake_case; part of the interface, never renamed.
    let name: String
    let title: String
    /// False for columns that only programs want.
    let isShown: Bool
    let cell: @Sendable (Row) -> Cell

    /// The title is the name in words unless given; an empty title hides the column from people.
    init(_ name: String, title: String? = nil, _ cell: @escaping @Sendable (Row) -> Cell) {
        self.name = name
        self.title = title ?? Self.words(of: name)
        isShown = title != ""
        self.cell = cell
    }

    /// `skip_rate` becomes `Skip rate`.
    static func words(of name: String) -> String { FieldName.words(name) }
}
