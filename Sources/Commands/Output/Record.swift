import CatalogCore

/// One thing with named fields, nested where it has parts: what `show` and the like print.
struct Record: Sendable {
    private(set) var fields: [RecordField]

    init(_ fields: [RecordField] = []) { self.fields = fields }

    mutating func append(_ name: String, title: String? = nil, _ cell: Cell) {
        fields.append(
            RecordField(name: name, title: title ?? Column<Void>.words(of: name), value: .cell(cell)))
    }

    /// Adds a list of things; people see it as a table under the title.
    mutating func append<Row>(_ name: String, title: String? = nil, _ rows: [Row], _ columns: [Column<Row>]) {
        let part = RecordField.Value.rows(
            names: columns.map(\.name), titles: columns.map { $0.isShown ? $0.title : "" },
            cells: rows.map { row in columns.map { $0.cell(row) } })
        fields.append(RecordField(name: name, title: title ?? Column<Void>.words(of: name), value: part))
    }

    var json: JSONValue {
        .object(
            fields.map { field in
                switch field.value {
                case .cell(let cell): return (field.name, cell.json)
                case .rows(let names, _, let cells):
                    return (field.name, .array(cells.map { .object(Array(zip(names, $0.map(\.json)))) }))
                }
            })
    }
}
