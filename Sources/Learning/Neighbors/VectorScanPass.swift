import CVectorSearch
import CatalogCore

/// One pass of several queries over quantised vectors: bounded heaps of what may be among the best, ranked again in
/// floats at the end.
struct VectorScanPass {
    private let queries: [[Float]]
    private let capacity: Int
    private let limit: Int
    private var bytes: [Int8]
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
        capacity = max(Int(Double(limit) * Self.rerankFactor), Self.rerankCountMin)
        bytes = [Int8](repeating: 0, count: queries.count * width)
        heaps = [vector_hit](repeating: vector_hit(score: 0, place: 0), count: queries.count * capacity)
        sizes = [Int](repeating: 0, count: queries.count)
        bytes.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for (place, query) in queries.enumerated() {
                _ = vector_quantize_query(query, dimension, base + place * width, width)
            }
        }
    }

    /// Offers `count` stored vectors; `mask` has a bit for each.
    mutating func scan(
        _ stored: UnsafePointer<UInt8>, _ scales: UnsafePointer<Float>, count: Int, width: Int,
        mask: [UInt64], first: Int
    ) {
        vector_scan_many(
            stored, scales, count, width, bytes, queries.count, mask, UInt32(first), &heaps, &sizes, capacity)
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
