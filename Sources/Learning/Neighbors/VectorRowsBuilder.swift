import CVectorSearch
import CatalogCore

/// Puts `VectorRows` together row by row, so that no more than what is kept of them is in memory.
///
/// Unchecked: threads set rows of their own, and nobody reads before `finish`.
package struct VectorRowsBuilder: @unchecked Sendable {
    package let count: Int
    package let dimension: Int
    private let stride: Int
    private let shorts: ColumnMemory
    private let units: ColumnMemory

    /// Rows that are not set are zeros.
    package init(count: Int, dimension: Int) {
        precondition((1...ExactVectorIndex.dimensionMax).contains(dimension), "a vector has a sane dimension")
        self.count = count
        self.dimension = dimension
        stride = VectorRows.stride(ofDimension: dimension)
        shorts = ColumnMemory(byteCount: count * stride * 2)
        units = ColumnMemory(byteCount: count * 4)
        shorts.start.initializeMemory(as: UInt8.self, repeating: 0, count: count * stride * 2)
        units.start.initializeMemory(as: UInt8.self, repeating: 0, count: count * 4)
    }

    package func set(_ row: Int, to values: [Float]) {
        precondition(row >= 0 && row < count && values.count == dimension, "a row is one of the builder's")
        let target = (shorts.start + row * stride * 2).assumingMemoryBound(to: Int16.self)
        let unit = vector_shorten(values, dimension, target, stride)
        units.start.storeBytes(of: unit, toByteOffset: row * 4, as: Float.self)
    }

    package consuming func finish(_ storage: RowStorage = .memory) -> VectorRows {
        let (count, dimension) = (count, dimension)
        let units = Column<Float>(units, count: count)
        let shorts = storage.store(Column(shorts, count: count * stride))
        let rest = storage.rest
        return VectorRows(count: count, dimension: dimension, shorts: shorts, units: units) { rest(shorts) }
    }
}
