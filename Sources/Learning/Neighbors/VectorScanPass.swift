import CVectorSearch
import CatalogCore
import Glibc

/// One pass of several queries over quantised vectors: bounded heaps of what may be among the best, ranked again in
/// floats at the end.
struct VectorScanPass {
    private let queries: [[Float]]
    private let capacity: Int
    private let limit: Int
    private let width: Int
    private var bytes: [Int8]
    /// What a unit of each query's bytes stands for.
    private var units: [Float]
    private var heaps: [vector_hit]
    private var sizes: [Int]

    /// How many are ranked again in floats: half as many again as are wanted. Bytes err by less than a hundredth of a
    /// cosine, which moves a vector by a few places among the first ten and by few of its rank further down.
    private static let rerankFactor = 1.5
    private static let rerankCountMin = 50
    static let queryCountMax = 16

    init(_ queries: [[Float]], dimension: Int, width: Int, limit: Int) {
        self.queries = queries
        self.limit = limit
        self.width = width
        capacity = max(Int(Double(limit) * Self.rerankFactor), Self.rerankCountMin)
        bytes = [Int8](repeating: 0, count: queries.count * width)
        heaps = [vector_hit](repeating: vector_hit(score: 0, place: 0), count: queries.count * capacity)
        sizes = [Int](repeating: 0, count: queries.count)
        units = [Float](repeating: 0, count: queries.count)
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for (place, query) in queries.enumerated() {
                units[place] = vector_quantize_query(query, dimension, base + place * width, width)
            }
        }
    }

    /// Offers `count` stored vectors; `mask` has a bit for each.
    mutating func scan(
        _ stored: UnsafePointer<UInt8>, _ scales: UnsafePointer<Float>, count: Int, mask: [UInt64], first: Int
    ) {
        vector_scan_many(
            stored, scales, count, width, bytes, queries.count, mask, UInt32(first), &heaps, &sizes, capacity)
    }

    /// Offers the vectors of cells that may beat what is kept; `mask` has a bit for each row.
    mutating func scan(
        _ stored: UnsafePointer<UInt8>, _ scales: UnsafePointer<Float>, _ cells: VectorCells, mask: [UInt64]
    ) {
        for (number, query) in queries.enumerated() where units[number] > 0 {
            let norm = vector_dot(query, query, query.count).squareRoot()
            let length = norm / units[number]
            var angles = [Float](repeating: 0, count: cells.cellCount)
            // Cells that may hold the best come first, so that the rest can be passed over; what a cell can reach is
            // not negative, so that its bits are in the order of the numbers.
            var order = [UInt64](repeating: 0, count: cells.cellCount)
            for cell in 0..<cells.cellCount {
                let center = cells.centers.pointer + cell * query.count
                let cosine = vector_dot(center, query, query.count) / norm
                angles[cell] = acosf(max(-1, min(1, cosine)))
                let whole = cells.reaches[cell]
                let reach = vector_reach(angles[cell], length, 0, whole.farthest, whole.longest)
                order[cell] = UInt64(reach.bitPattern) << 32 | UInt64(cell)
            }
            order.sort(by: >)
            let heap = number * capacity
            for entry in order {
                let reach = Float(bitPattern: UInt32(entry >> 32))
                if sizes[number] == capacity, reach < heaps[heap].score { break }
                let cell = Int(entry & 0xFFFF_FFFF)
                sizes[number] = heaps.withUnsafeMutableBufferPointer { heaps in
                    bytes.withUnsafeBufferPointer { bytes in
                        guard let hits = heaps.baseAddress, let bytes = bytes.baseAddress else { return 0 }
                        return vector_scan_cell(
                            stored, scales, cells.rows.pointer, cells.bounds.pointer,
                            Int(cells.firstBlocks[cell]), Int(cells.firstBlocks[cell + 1]), width,
                            bytes + number * width, angles[cell], length, mask, hits + heap, sizes[number],
                            capacity)
                    }
                }
            }
        }
    }

    /// The best of each query by exact dot products.
    func ranked(dot: (_ place: Int, _ query: [Float]) -> Float) -> [[ScoredItem]] {
        queries.enumerated().map { number, query in
            var top = TopItems(limit: limit)
            for hit in heaps[number * capacity..<number * capacity + sizes[number]] {
                top.offer(ScoredItem(item: Int32(hit.place), score: dot(Int(hit.place), query)))
            }
            return top.ranked()
        }
    }
}
