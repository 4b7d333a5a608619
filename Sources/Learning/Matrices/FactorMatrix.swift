import CFactorization
import CatalogCore

/// Rows of equal length for the factorisation kernels: each padded with zeros to a multiple of 16 floats.
package struct FactorMatrix: Sendable, Equatable {
    package let rowCount: Int
    package let dimension: Int
    package let stride: Int
    package var values: [Float]

    package init(rowCount: Int, dimension: Int) {
        precondition(dimension > 0, "a factor has at least one dimension")
        self.rowCount = rowCount
        self.dimension = dimension
        stride = (dimension + 15) / 16 * 16
        values = [Float](repeating: 0, count: rowCount * stride)
    }

    /// Takes the rows that `row` returns, each of `dimension` values.
    package init(rowCount: Int, dimension: Int, row: (Int) -> [Float]) {
        self.init(rowCount: rowCount, dimension: dimension)
        for index in 0..<rowCount { self[index] = row(index) }
    }

    package subscript(row: Int) -> [Float] {
        get { Array(values[row * stride..<row * stride + dimension]) }
        set {
            precondition(newValue.count == dimension, "a row has the matrix's dimension")
            values.replaceSubrange(row * stride..<row * stride + dimension, with: newValue)
        }
    }

    /// Replaces a row.
    package mutating func set(_ row: Int, to newValues: ArraySlice<Float>) {
        precondition(newValues.count == dimension, "a row has the matrix's dimension")
        values.replaceSubrange(row * stride..<row * stride + dimension, with: newValues)
    }

    /// Σ row · rowᵀ over all rows, `stride` × `stride`; the same bits on any core count.
    package func gram() -> [Float] {
        let partials = values.withUnsafeBufferPointer { buffer in
            nonisolated(unsafe) let rows = buffer
            return Parallel.mapChunks(of: rowCount, chunkSize: FactorMatrix.gramChunkSize) { _, indices in
                var partial = [Float](repeating: 0, count: stride * stride)
                if let base = rows.baseAddress {
                    factor_gram(base + indices.lowerBound * stride, indices.count, stride, &partial)
                }
                return partial
            }
        }
        var total = [Float](repeating: 0, count: stride * stride)
        for partial in partials {
            for index in total.indices { total[index] += partial[index] }
        }
        return total
    }

    /// The dot product of `query` (of `dimension` values) with every row.
    package func scores(of query: [Float]) -> [Float] {
        let padded = query + [Float](repeating: 0, count: stride - query.count)
        return [Float](unsafeUninitializedCapacity: rowCount) { buffer, count in
            if let out = buffer.baseAddress { factor_scores(values, stride, nil, rowCount, padded, out) }
            count = rowCount
        }
    }

    /// The dot product of `query` with the rows that are named.
    package func scores(of query: [Float], rows: [Int32]) -> [Float] {
        precondition(rows.allSatisfy { $0 >= 0 && $0 < rowCount }, "a row is inside the matrix")
        let padded = query + [Float](repeating: 0, count: stride - query.count)
        return [Float](unsafeUninitializedCapacity: rows.count) { buffer, count in
            if let out = buffer.baseAddress { factor_scores(values, stride, rows, rows.count, padded, out) }
            count = rows.count
        }
    }

    static let gramChunkSize = 8192
}

extension FactorMatrix {
    /// The same rows with length one; rows of zeros stay.
    package func normalized() -> FactorMatrix {
        var unit = self
        for row in 0..<rowCount {
            var squared: Float = 0
            for place in row * stride..<(row + 1) * stride { squared += values[place] * values[place] }
            guard squared > 0 else { continue }
            let scale = 1 / squared.squareRoot()
            for place in row * stride..<(row + 1) * stride { unit.values[place] *= scale }
        }
        return unit
    }
}
