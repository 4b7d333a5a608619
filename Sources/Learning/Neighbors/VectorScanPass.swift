import CVectorSearch
import CatalogCore

/// One pass of several queries over quantised vectors: bounded heaps of what may be among the best, ranked again in
/// floats at the end.
package struct VectorScanPass {
    private let queries: [[Float]]
    private let capacity: Int
    private let limit: Int
    private let width: Int
    private var bytes: [Int8]
    /// What a unit of each query's bytes stands for.
    private var units: [Float]
    private var heaps: [vector_hit]
    private var sizes: [Int]
    /// How many blocks of cells were read.
    package private(set) var blocksRead = 0

    /// How many are ranked again in floats: half as many again as are wanted. Bytes err by less than a hundredth of a
    /// cosine, which moves a vector by a few places among the first ten and by few of its rank further down.
    private static let rerankFactor = 1.5
    private static let rerankCountMin = 50
    static let queryCountMax = 16
    /// So many times what is usual of a cell is taken for the most that a query and a vector share beside its centre.
    private static let likelyDeviations: Float = 5

    package init(_ queries: [[Float]], dimension: Int, width: Int, limit: Int) {
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

    /// Offers the vectors of cells that may beat what is kept; `mask`, unless nil, has a bit for each row.
    ///
    /// Where it need not be exact, cells are passed over in which only a vector would beat it that shares more with the
    /// query than vectors do.
    package mutating func scan(
        _ stored: UnsafePointer<UInt8>, _ scales: UnsafePointer<Float>, _ cells: VectorCells, mask: [UInt64]?,
        isExact: Bool
    ) {
        let (rows, bounds, centers) = (cells.rows.pointer, cells.bounds.pointer, cells.centers.pointer)
        let (firstBlocks, spreads) = (cells.firstBlocks.pointer, cells.spreads.pointer)
        let cellCount = cells.cellCount
        // By cell: the cosine of the query's angle to the centre, and how long the query is.
        var looks = [(cosine: Float, length: Float)](repeating: (0, 0), count: cellCount)
        var order = [UInt64](repeating: 0, count: cellCount)
        for (number, query) in queries.enumerated() where units[number] > 0 {
            let norm = vector_dot(query, query, query.count).squareRoot()
            let length = norm / units[number]
            // Cells that may hold the best come first, so that the rest can be passed over; what a cell can reach is
            // not negative, so that its bits are in the order of the numbers.
            cells.reaches.withUnsafeBufferPointer { reaches in
                for cell in 0..<cellCount {
                    let dot = vector_dot(centers + cell * query.count, query, query.count)
                    let cosine = max(-1, min(1, dot / norm))
                    let shared = isExact ? 1 : min(1, Self.likelyDeviations * spreads[cell])
                    // What is not shared is as if the query had it not: it is shorter, and nearer to the centre.
                    let sine = shared * max(0, 1 - cosine * cosine).squareRoot()
                    let part = max((cosine * cosine + sine * sine).squareRoot(), .leastNormalMagnitude)
                    looks[cell] = (cosine / part, length * part)
                    let reach = vector_reach(
                        cosine / part, sine / part, length * part, 1, reaches[cell].farthest,
                        reaches[cell].longest)
                    order[cell] = UInt64(reach.bitPattern) << 32 | UInt64(cell)
                }
            }
            let (width, capacity) = (width, capacity)
            var read = 0
            sizes[number] = heaps.withUnsafeMutableBufferPointer { heaps in
                bytes.withUnsafeBufferPointer { bytes in
                    guard let hits = heaps.baseAddress.map({ $0 + number * capacity }),
                        let bytes = bytes.baseAddress.map({ $0 + number * width })
                    else { return 0 }
                    var size = 0
                    LargestFirst.forEach(in: &order) { entry in
                        let reach = Float(bitPattern: UInt32(entry >> 32))
                        if size == capacity, reach < hits[0].score { return false }
                        let cell = Int(entry & 0xFFFF_FFFF)
                        size = vector_scan_cell(
                            stored, scales, rows, bounds, Int(firstBlocks[cell]), Int(firstBlocks[cell + 1]),
                            width, bytes, looks[cell].cosine, looks[cell].length, mask, hits, size, capacity,
                            &read)
                        return true
                    }
                    return size
                }
            }
            blocksRead += read
        }
    }

    /// The best of each query by the dot products that `scores` returns.
    package func ranked(scores: (_ places: [Int32], _ query: [Float]) -> [Float]) -> [[ScoredItem]] {
        queries.enumerated().map { number, query in
            let places = heaps[number * capacity..<number * capacity + sizes[number]].map { Int32($0.place) }
            var top = TopItems(limit: limit)
            for (place, score) in zip(places, scores(places, query)) {
                top.offer(ScoredItem(item: place, score: score))
            }
            return top.ranked()
        }
    }
}

/// Numbers from the largest on, of which few are asked for: a heap, since to sort all of them takes longer.
private enum LargestFirst {
    /// Calls `body` until it returns false; the numbers are in another order afterwards.
    static func forEach(in numbers: inout [UInt64], _ body: (UInt64) -> Bool) {
        numbers.withUnsafeMutableBufferPointer { heap in
            var count = heap.count
            for parent in stride(from: count / 2 - 1, through: 0, by: -1) {
                siftDown(heap, count, from: parent)
            }
            while count > 0, body(heap[0]) {
                count -= 1
                heap[0] = heap[count]
                siftDown(heap, count, from: 0)
            }
        }
    }

    private static func siftDown(_ heap: UnsafeMutableBufferPointer<UInt64>, _ count: Int, from start: Int) {
        var parent = start
        while true {
            let left = 2 * parent + 1
            guard left < count else { return }
            let right = left + 1
            let child = right < count && heap[right] > heap[left] ? right : left
            guard heap[child] > heap[parent] else { return }
            heap.swapAt(parent, child)
            parent = child
        }
    }
}
