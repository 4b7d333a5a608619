import CVectorSearch
import CatalogCore

/// Puts `VectorRows` together row by row, so that no more than what is kept of them is in memory.
///
/// Unchecked: threads set rows of their own, and nobody reads before `finish`.
package struct VectorRowsBuilder: @unchecked Sendable {
    package let count: Int
    package let dimension: Int
    private let stride: Int
    private let shorts: ColumnStorage.Zeros
    private let units: ColumnMemory

    /// Rows that are not set are zeros.
    package init(count: Int, dimension: Int, in storage: ColumnStorage = .memory) {
        precondition((1...ExactVectorIndex.dimensionMax).contains(dimension), "a vector has a sane dimension")
        self.count = count
        self.dimension = dimension
        stride = VectorRows.stride(ofDimension: dimension)
        shorts = storage.zeros(count * stride * 2)
        units = ColumnMemory(byteCount: count * 4)
        units.start.initializeMemory(as: UInt8.self, repeating: 0, count: count * 4)
    }

    package func set(_ row: Int, to values: [Float]) {
        precondition(row >= 0 && row < count && values.count == dimension, "a row is one of the builder's")
        if row % VectorRows.restStep == 0 { shorts.rest() }
        let target = (shorts.start + row * stride * 2).assumingMemoryBound(to: Int16.self)
        let unit = vector_shorten(values, dimension, target, stride)
        units.start.storeBytes(of: unit, toByteOffset: row * 4, as: Float.self)
    }

    package consuming func finish() -> VectorRows {
        let (count, dimension) = (count, dimension)
        return VectorRows(
            count: count, dimension: dimension, shorts: shorts.column(count: count * stride),
            units: Column(units, count: count), rest: shorts.rest)
    }
}
