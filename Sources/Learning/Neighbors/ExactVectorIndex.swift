import CatalogCore

/// Exact neighbours by the dot product: an int8 scan that keeps a few times what is wanted, ranked again in floats.
///
/// A value: a copy is a snapshot that later changes do not touch. Places are given in the order of appending and stay.
/// One million vectors of 64 take 330 MB and 3-5 ms a query on one core, bound by memory.
package struct ExactVectorIndex: Sendable {
    package let dimension: Int
    package private(set) var count = 0
    private var segments: [VectorSegment] = []

    package init(dimension: Int) {
        precondition(
            dimension > 0 && dimension <= ExactVectorIndex.dimensionMax, "a vector has a sane dimension")
        self.dimension = dimension
    }

    package init(_ vectors: FactorMatrix) {
        self.init(dimension: vectors.dimension)
        for row in 0..<vectors.rowCount {
            append(vectors.values[row * vectors.stride..<row * vectors.stride + vectors.dimension])
        }
    }

    /// More would overflow the 32-bit sums of the scan.
    package static let dimensionMax = 4_096

    /// Adds a vector and says its place.
    @discardableResult
    package mutating func append(_ vector: ArraySlice<Float>) -> Int {
        precondition(vector.count == dimension && vector.allSatisfy(\.isFinite), "a vector fits the index")
        if segments.last.map({ $0.count == VectorSegment.capacity }) ?? true {
            segments.append(VectorSegment(dimension: dimension))
        }
        segments[segments.count - 1].append(vector)
        count += 1
        return count - 1
    }

    /// Gives a place another vector; a place that was removed is there again.
    package mutating func replace(_ place: Int, with vector: ArraySlice<Float>) {
        precondition(place < count, "a place is in the index")
        precondition(vector.count == dimension && vector.allSatisfy(\.isFinite), "a vector fits the index")
        segments[place / VectorSegment.capacity].replace(place % VectorSegment.capacity, with: vector)
    }

    /// Takes a vector out of all answers.
    package mutating func remove(_ place: Int) {
        precondition(place < count, "a place is in the index")
        segments[place / VectorSegment.capacity].remove(place % VectorSegment.capacity)
    }

    package func contains(_ place: Int) -> Bool {
        place < count && segments[place / VectorSegment.capacity].contains(place % VectorSegment.capacity)
    }

    package func vector(_ place: Int) -> [Float] {
        Array(segments[place / VectorSegment.capacity].vector(place % VectorSegment.capacity))
    }

    /// The best `limit` places by dot product, best first; `allowed` filters inside the scan.
    package func search(_ query: [Float], limit: Int, allowed: BitSet? = nil) -> [ScoredItem] {
        search([query], limit: limit, allowed: allowed)[0]
    }

    /// Several queries in one pass over memory.
    package func search(_ queries: [[Float]], limit: Int, allowed: BitSet? = nil) -> [[ScoredItem]] {
        precondition(queries.allSatisfy { $0.count == dimension }, "a query has the index's dimension")
        guard limit > 0, count > 0 else { return queries.map { _ in [] } }
        let step = VectorScanPass.queryCountMax
        return stride(from: 0, to: queries.count, by: step).flatMap { start in
            pass(Array(queries[start..<min(queries.count, start + step)]), limit, allowed)
        }
    }

    private func pass(_ queries: [[Float]], _ limit: Int, _ allowed: BitSet?) -> [[ScoredItem]] {
        var pass = VectorScanPass(
            queries, dimension: dimension, width: (dimension + 63) / 64 * 64, limit: limit)
        for (number, segment) in segments.enumerated() {
            let firstWord = number * VectorSegment.capacity / 64
            let words = allowed.map { set -> ArraySlice<UInt64> in
                let end = min(set.words.count, firstWord + VectorSegment.capacity / 64)
                return firstWord < end ? set.words[firstWord..<end] : []
            }
            if let words, words.allSatisfy({ $0 == 0 }) { continue }
            segment.offer(to: &pass, allowed: words, first: number * VectorSegment.capacity)
        }
        return pass.ranked { places, query in
            places.map { place in
                segments[Int(place) / VectorSegment.capacity].dot(Int(place) % VectorSegment.capacity, query)
            }
        }
    }
}
