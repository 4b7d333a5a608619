import CFactorization
import CVectorSearch
import CatalogCore

/// Vectors that do not change, in memory that somebody else may keep: as floats, and quantised for the exact scan.
///
/// What `ExactVectorIndex` is to vectors that come and go, this is to a file that is mapped: nothing is read before it
/// is asked for. A row of zeros is in no answer.
package struct VectorRows: Sendable {
    package let count: Int
    package let dimension: Int
    /// Floats from row to row: the dimension rounded up to 16.
    package let stride: Int
    /// Bytes from row to row: the dimension rounded up to 64.
    package let width: Int
    package let floats: Column<Float>
    /// The order of what follows, where there are enough rows that it helps; else it is that of the rows.
    package let cells: VectorCells?
    package let quantized: Column<UInt8>
    package let scales: Column<Float>
    /// One bit for each row that is not zero.
    package let present: Column<UInt64>

    /// Takes parts that were made by `init(_ matrix:)`; nil where their sizes do not agree.
    package init?(
        count: Int, dimension: Int, floats: Column<Float>, quantized: Column<UInt8>, scales: Column<Float>,
        present: Column<UInt64>, cells: VectorCells?
    ) {
        guard count >= 0, (1...ExactVectorIndex.dimensionMax).contains(dimension) else { return nil }
        self.count = count
        self.dimension = dimension
        stride = (dimension + 15) / 16 * 16
        width = (dimension + 63) / 64 * 64
        self.floats = floats
        self.quantized = quantized
        self.scales = scales
        self.present = present
        self.cells = cells
        let placeCount = cells?.placeCount ?? count
        guard floats.count == count * stride, quantized.count == placeCount * width,
            scales.count == placeCount, present.count == (count + 63) / 64
        else { return nil }
    }

    /// Orders and quantises rows, on all cores.
    package init(_ matrix: FactorMatrix) {
        count = matrix.rowCount
        dimension = matrix.dimension
        stride = matrix.stride
        width = (matrix.dimension + 63) / 64 * 64
        let (count, dimension, stride, width) = (count, dimension, stride, width)
        let floats = Column(matrix.values)
        self.floats = floats
        let lengths = (0..<count).map { row in
            let values = floats.pointer + row * stride
            return vector_dot(values, values, dimension).squareRoot()
        }
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for row in 0..<count where lengths[row] > 0 { words[row / 64] |= 1 << UInt64(row % 64) }
        present = Column(words)
        let cells = VectorCells(of: floats, stride: stride, dimension: dimension, lengths: lengths)
        self.cells = cells
        let placeCount = cells?.placeCount ?? count
        let bytes = ColumnMemory(byteCount: placeCount * width)
        let factors = ColumnMemory(byteCount: placeCount * 4)
        let nothing = [Float](repeating: 0, count: dimension)
        Parallel.forEachChunk(of: placeCount, chunkSize: 4_096) { _, places in
            for place in places {
                let row = cells.map { Int($0.rows[place]) } ?? place
                let target = (bytes.start + place * width).assumingMemoryBound(to: UInt8.self)
                let scale =
                    row < 0
                    ? vector_quantize(nothing, dimension, target, width)
                    : vector_quantize(floats.pointer + row * stride, dimension, target, width)
                factors.start.storeBytes(of: scale, toByteOffset: place * 4, as: Float.self)
            }
        }
        quantized = Column(
            at: UnsafePointer(bytes.start.assumingMemoryBound(to: UInt8.self)), count: placeCount * width,
            keptBy: bytes)
        scales = Column(
            at: UnsafePointer(factors.start.assumingMemoryBound(to: Float.self)), count: placeCount,
            keptBy: factors)
    }

    package func isPresent(_ row: Int) -> Bool {
        row >= 0 && row < count && present[row / 64] >> UInt64(row % 64) & 1 != 0
    }

    package subscript(row: Int) -> [Float] { floats.values(row * stride..<row * stride + dimension) }

    /// The dot product of a query with the rows that are named.
    package func scores(of query: [Float], rows: [Int32]) -> [Float] {
        precondition(query.count == dimension, "a query has the rows' dimension")
        precondition(rows.allSatisfy { $0 >= 0 && $0 < count }, "a row is inside the matrix")
        let padded = query + [Float](repeating: 0, count: stride - query.count)
        return [Float](unsafeUninitializedCapacity: rows.count) { buffer, filled in
            if let out = buffer.baseAddress {
                factor_scores(floats.pointer, stride, rows, rows.count, padded, out)
            }
            filled = rows.count
        }
    }

    /// The dot products of rows with rows: for each of `lefts` one with each of `rights`.
    package func products(_ lefts: [Int32], _ rights: [Int32]) -> [Float] {
        for rows in [lefts, rights] {
            precondition(rows.allSatisfy { $0 >= 0 && $0 < count }, "a row is inside the matrix")
        }
        return [Float](unsafeUninitializedCapacity: lefts.count * rights.count) { buffer, filled in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 16 * stride) { work in
                if let out = buffer.baseAddress, let work = work.baseAddress {
                    factor_products(
                        floats.pointer, stride, lefts, lefts.count, rights, rights.count, out, work)
                }
            }
            filled = lefts.count * rights.count
        }
    }

    /// The best `limit` rows of each query by dot product, best first; `allowed` filters inside the scan.
    package func search(_ queries: [[Float]], limit: Int, allowed: BitSet? = nil) -> [[ScoredItem]] {
        precondition(queries.allSatisfy { $0.count == dimension }, "a query has the rows' dimension")
        guard limit > 0, count > 0 else { return queries.map { _ in [] } }
        var mask = present.values
        if let allowed {
            for word in mask.indices { mask[word] &= word < allowed.words.count ? allowed.words[word] : 0 }
        }
        let step = VectorScanPass.queryCountMax
        return Swift.stride(from: 0, to: queries.count, by: step).flatMap { start in
            var pass = VectorScanPass(
                Array(queries[start..<min(queries.count, start + step)]), dimension: dimension, width: width,
                limit: limit)
            if let cells {
                pass.scan(quantized.pointer, scales.pointer, cells, mask: mask)
            } else {
                pass.scan(quantized.pointer, scales.pointer, count: count, mask: mask, first: 0)
            }
            return pass.ranked { place, query in vector_dot(floats.pointer + place * stride, query, dimension)
            }
        }
    }
}
