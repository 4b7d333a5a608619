/// A table as trees read it: column by column, so that a question's values lie side by side.
struct TreeTable: Sendable {
    let rowCount: Int
    let dimension: Int
    let classCount: Int
    /// Column-major: `values[column * rowCount + row]`.
    let values: [Float]
    let labels: [Int]

    init(_ table: LabeledTable) {
        rowCount = table.rowCount
        dimension = table.dimension
        classCount = table.classCount
        labels = table.labels
        var values: [Float] = []
        values.reserveCapacity(table.values.count)
        for column in 0..<table.dimension { values += table.features.column(column) }
        self.values = values
    }
}
