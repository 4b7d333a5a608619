/// Vectors of one set or model, row after row, with the id of each row.
package struct VectorMatrix<ID: Sendable>: Sendable {
    package var ids: [ID]
    package var dimension: Int
    /// `ids.count × dimension`, row by row.
    package var values: [Float]

    package init(ids: [ID], dimension: Int, values: [Float]) {
        precondition(values.count == ids.count * dimension, "a matrix has a row for each id")
        self.ids = ids
        self.dimension = dimension
        self.values = values
    }

    package var rowCount: Int { ids.count }

    package func row(_ index: Int) -> ArraySlice<Float> {
        values[index * dimension..<(index + 1) * dimension]
    }
}
