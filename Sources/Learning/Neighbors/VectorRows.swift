import CFactorization
import CVectorSearch
import CatalogCore

/// Vectors that do not change, in memory that somebody else may keep: in 16 bits a value, which err by less than a
/// hundred-thousandth of the largest, and in 8 for the scan whose best are ranked again by those.
///
/// What `ExactVectorIndex` is to vectors that come and go, this is to a file that is mapped: nothing is read before it
/// is asked for. A row of zeros is in no answer.
package struct VectorRows: Sendable {
    package let count: Int
    package let dimension: Int
    /// Values from row to row: the dimension rounded up to 16.
    package let stride: Int
    /// Bytes from row to row: the dimension rounded up to 64.
    package let width: Int
    package let shorts: Column<Int16>
    /// What the shorts of each row are multiplied with.
    package let units: Column<Float>
    /// The order of what follows, where there are enough rows that it helps; else it is that of the rows.
    package let cells: VectorCells?
    package let quantized: Column<UInt8>
    package let scales: Column<Float>
    /// One bit for each row that is not zero.
    package let present: Column<UInt64>

    static func stride(ofDimension dimension: Int) -> Int { (dimension + 15) / 16 * 16 }
    /// What stands for zero among the bytes.
    private static let zeroByte: UInt8 = 128
    private static func width(ofDimension dimension: Int) -> Int { (dimension + 63) / 64 * 64 }

    /// Takes parts that were made by `VectorRowsBuilder`; nil where their sizes do not agree.
    package init?(
        count: Int, dimension: Int, shorts: Column<Int16>, units: Column<Float>, quantized: Column<UInt8>,
        scales: Column<Float>, present: Column<UInt64>, cells: VectorCells?
    ) {
        guard count >= 0, (1...ExactVectorIndex.dimensionMax).contains(dimension) else { return nil }
        self.count = count
        self.dimension = dimension
        stride = Self.stride(ofDimension: dimension)
        width = Self.width(ofDimension: dimension)
        self.shorts = shorts
        self.units = units
        self.quantized = quantized
        self.scales = scales
        self.present = present
        self.cells = cells
        let placeCount = cells?.placeCount ?? count
        guard shorts.count == count * stride, units.count == count, quantized.count == placeCount * width,
            scales.count == placeCount, present.count == (count + 63) / 64
        else { return nil }
    }

    package init(_ matrix: FactorMatrix) {
        let builder = VectorRowsBuilder(count: matrix.rowCount, dimension: matrix.dimension)
        for row in 0..<matrix.rowCount { builder.set(row, to: matrix[row]) }
        self = builder.finish()
    }

    /// After so many rows what was read of a file is given back.
    static let restStep = 1 << 14

    /// Orders and quantises rows, on all cores.
    ///
    /// - Parameter rest: gives back the memory of the shorts that were read.
    init(
        count: Int, dimension: Int, shorts: Column<Int16>, units: Column<Float>,
        rest: @escaping @Sendable () -> Void
    ) {
        self.count = count
        self.dimension = dimension
        let stride = Self.stride(ofDimension: dimension)
        let width = Self.width(ofDimension: dimension)
        self.stride = stride
        self.width = width
        self.shorts = shorts
        self.units = units
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        for row in 0..<count where units[row] > 0 { words[row / 64] |= 1 << UInt64(row % 64) }
        present = Column(words)
        let cells = VectorCells(of: shorts, units, stride: stride, dimension: dimension, rest: rest)
        self.cells = cells
        let placeCount = cells?.placeCount ?? count
        let bytes = ColumnMemory(byteCount: placeCount * width)
        let factors = ColumnMemory(byteCount: placeCount * 4)
        // A place that no row has is read as zeros.
        bytes.start.initializeMemory(as: UInt8.self, repeating: Self.zeroByte, count: placeCount * width)
        factors.start.initializeMemory(as: Float.self, repeating: 0, count: placeCount)
        let places = cells?.places(rowCount: count)
        Parallel.forEachChunk(of: count, chunkSize: 4_096) { _, rows in
            if rows.lowerBound % Self.restStep == 0 { rest() }
            var values = [Float](repeating: 0, count: stride)
            for row in rows {
                let place = places.map { Int($0[row]) } ?? row
                guard place >= 0 else { continue }
                vector_lengthen(shorts.pointer, units.pointer, stride, [Int32(row)], 1, &values)
                let target = (bytes.start + place * width).assumingMemoryBound(to: UInt8.self)
                let scale = vector_quantize(values, dimension, target, width)
                factors.start.storeBytes(of: scale, toByteOffset: place * 4, as: Float.self)
            }
        }
        rest()
        quantized = Column(bytes, count: placeCount * width)
        scales = Column(factors, count: placeCount)
    }

    package func isPresent(_ row: Int) -> Bool {
        row >= 0 && row < count && present[row / 64] >> UInt64(row % 64) & 1 != 0
    }

    package subscript(row: Int) -> [Float] { Array(values(of: [Int32(row)])[0..<dimension]) }

    /// The floats of rows, one after the other, each padded with zeros to `stride`.
    package func values(of rows: [Int32]) -> [Float] {
        [Float](unsafeUninitializedCapacity: rows.count * stride) { buffer, filled in
            if let out = buffer.baseAddress { copyValues(of: rows, to: out) }
            filled = rows.count * stride
        }
    }

    /// The same, to a place that has room for them.
    func copyValues(of rows: [Int32], to out: UnsafeMutablePointer<Float>) {
        precondition(rows.allSatisfy { $0 >= 0 && $0 < count }, "a row is inside the matrix")
        vector_lengthen(shorts.pointer, units.pointer, stride, rows, rows.count, out)
    }

    /// The dot product of a query with the rows that are named.
    package func scores(of query: [Float], rows: [Int32]) -> [Float] {
        precondition(query.count == dimension, "a query has the rows' dimension")
        precondition(rows.allSatisfy { $0 >= 0 && $0 < count }, "a row is inside the matrix")
        let padded = query + [Float](repeating: 0, count: stride - query.count)
        return [Float](unsafeUninitializedCapacity: rows.count) { buffer, filled in
            if let out = buffer.baseAddress {
                vector_scores(shorts.pointer, units.pointer, stride, rows, rows.count, padded, out)
            }
            filled = rows.count
        }
    }

    /// Σ row · rowᵀ over all rows, `stride` × `stride`; the same bits on any core count.
    func gram(rest: @Sendable () -> Void) -> [Float] {
        let partials = Parallel.mapChunks(of: count, chunkSize: FactorMatrix.gramChunkSize) { _, rows in
            rest()
            let values = values(of: rows.map { Int32($0) })
            var partial = [Float](repeating: 0, count: stride * stride)
            factor_gram(values, rows.count, stride, &partial)
            return partial
        }
        var total = [Float](repeating: 0, count: stride * stride)
        for partial in partials {
            for index in total.indices { total[index] += partial[index] }
        }
        return total
    }

    /// The best `limit` rows of each query by dot product, best first; `allowed` filters inside the scan.
    ///
    /// A search that is not exact passes over cells that only a vector of very unusual likeness could be found in.
    package func search(
        _ queries: [[Float]], limit: Int, allowed: BitSet? = nil, isExact: Bool = true
    ) -> [[ScoredItem]] {
        precondition(queries.allSatisfy { $0.count == dimension }, "a query has the rows' dimension")
        precondition(allowed.map { $0.count == count } ?? true, "a filter has a bit for each row")
        guard limit > 0, count > 0 else { return queries.map { _ in [] } }
        let step = VectorScanPass.queryCountMax
        return Swift.stride(from: 0, to: queries.count, by: step).flatMap { start in
            var pass = VectorScanPass(
                Array(queries[start..<min(queries.count, start + step)]), dimension: dimension, width: width,
                limit: limit)
            if let cells {
                // Cells hold none but rows that are present.
                pass.scan(quantized.pointer, scales.pointer, cells, mask: allowed?.words, isExact: isExact)
            } else {
                var mask = present.values
                if let allowed { for word in mask.indices { mask[word] &= allowed.words[word] } }
                pass.scan(quantized.pointer, scales.pointer, count: count, mask: mask, first: 0)
            }
            return pass.ranked { places, query in scores(of: query, rows: places) }
        }
    }
}
