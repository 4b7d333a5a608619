import CFactorization

/// The dot products of some rows with others of the same vectors, which are read once.
package struct RowComparison {
    private let rows: VectorRows
    private let count: Int
    /// Room for a few rows that are compared, and after it the rows that they are compared with.
    private var values: [Float]

    /// So many rows are compared at once: their products stay in the cache.
    package static let rowCountMax = 16

    package init(with others: [Int32], of rows: VectorRows) {
        self.rows = rows
        count = others.count
        let room = Self.rowCountMax * rows.stride
        values = [Float](unsafeUninitializedCapacity: room + others.count * rows.stride) { buffer, filled in
            buffer[..<room].initialize(repeating: 0)
            if let start = buffer.baseAddress { rows.copyValues(of: others, to: start + room) }
            filled = room + others.count * rows.stride
        }
    }

    /// For each of at most `rowCountMax` rows one product with each of the others.
    package mutating func products(of lefts: [Int32]) -> [Float] {
        precondition(lefts.count <= Self.rowCountMax, "there is room for the rows")
        values.replaceSubrange(0..<lefts.count * rows.stride, with: rows.values(of: lefts))
        let left = Array(0..<Int32(lefts.count))
        let right = (0..<Int32(count)).map { Int32(Self.rowCountMax) + $0 }
        return [Float](unsafeUninitializedCapacity: lefts.count * count) { buffer, filled in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 16 * rows.stride) { work in
                if let out = buffer.baseAddress, let work = work.baseAddress {
                    factor_products(values, rows.stride, left, left.count, right, right.count, out, work)
                }
            }
            filled = lefts.count * count
        }
    }
}
