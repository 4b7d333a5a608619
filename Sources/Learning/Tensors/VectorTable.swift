/// Vectors of one dimension, one row each, row-major: what trainers learn from.
package struct VectorTable: Sendable, Equatable {
    package let columns: Int
    package private(set) var values: [Float]

    package init(columns: Int, values: [Float]) {
        precondition(columns > 0 && values.count % columns == 0, "a table has whole rows")
        self.columns = columns
        self.values = values
    }

    package init(columns: Int, rows: some Sequence<[Float]>) {
        self.init(columns: columns, values: rows.flatMap { $0 })
    }

    package var rows: Int { values.count / columns }

    package func row(_ index: Int) -> ArraySlice<Float> { values[index * columns..<(index + 1) * columns] }

    package func column(_ index: Int) -> [Float] {
        stride(from: index, to: values.count, by: columns).map { values[$0] }
    }

    /// The rows of some indices, in their order.
    package func selecting(_ indices: [Int]) -> VectorTable {
        var selected: [Float] = []
        selected.reserveCapacity(indices.count * columns)
        for index in indices { selected.append(contentsOf: row(index)) }
        return VectorTable(columns: columns, values: selected)
    }

    /// The columns of some indices, in their order.
    package func selecting(columns indices: [Int]) -> VectorTable {
        precondition(indices.allSatisfy { (0..<columns).contains($0) }, "the columns are there")
        var selected: [Float] = []
        selected.reserveCapacity(rows * indices.count)
        for start in stride(from: 0, to: values.count, by: columns) {
            for column in indices { selected.append(values[start + column]) }
        }
        return VectorTable(columns: indices.count, values: selected)
    }

    /// Tables side by side.
    package func joined(with other: VectorTable) -> VectorTable {
        precondition(rows == other.rows, "tables side by side have the same rows")
        var joined: [Float] = []
        joined.reserveCapacity(values.count + other.values.count)
        for index in 0..<rows {
            joined.append(contentsOf: row(index))
            joined.append(contentsOf: other.row(index))
        }
        return VectorTable(columns: columns + other.columns, values: joined)
    }

    /// Refuses numbers that are not finite, naming the first.
    package func checkFinite(_ what: String) throws {
        guard let place = values.firstIndex(where: { !$0.isFinite }) else { return }
        throw LearningError(
            .badData,
            "Row \(place / columns + 1) of \(what) has no finite number in column \(place % columns + 1); "
                + "leave the row out or analyse the track again.")
    }

    /// Copies the rows of some indices into a tensor of vectors; rows beyond them become zero.
    package func fill(_ tensor: Tensor, _ indices: some Collection<Int>) {
        precondition(tensor.shape.count == columns && indices.count <= tensor.batch, "rows fit the tensor")
        values.withUnsafeBufferPointer { values in
            guard let start = values.baseAddress else { return }
            for (place, index) in indices.enumerated() {
                (tensor.pointer + place * columns).update(from: start + index * columns, count: columns)
            }
        }
        let used = indices.count * columns
        (tensor.pointer + used).update(repeating: 0, count: tensor.count - used)
    }
}
