/// One named field of a record.
struct RecordField: Sendable {
    enum Value: Sendable {
        case cell(Cell)
        /// A list of things by columns; a column with an empty title is for programs.
        case rows(names: [String], titles: [String], cells: [[Cell]])
    }

    let name: String
    let title: String
    let value: Value
}
