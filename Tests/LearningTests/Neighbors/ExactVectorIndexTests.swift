import CatalogCore
import Learning
import Testing

@Suite struct ExactVectorIndexTests {
    static func vectors(_ count: Int, dimension: Int, seed: UInt64) -> FactorMatrix {
        var generator = SplitMix64(seed: seed)
        return FactorMatrix(rowCount: count, dimension: dimension) { _ in
            (0..<dimension).map { _ in Float(generator.normal()) }
        }.normalized()
    }

    /// The best by sorting all dot products.
    static func expected(
        _ vectors: FactorMatrix, _ query: [Float], limit: Int, where isAllowed: (Int) -> Bool
    )
        -> Set<Int32>
    {
        let scores = vectors.scores(of: query)
        return Set(TopItems.best(of: scores, limit: limit) { !isAllowed(Int($0)) }.map(\.item))
    }

    /// Widths and counts that are no multiples of a block.
    @Test(arguments: [(9, 5, 37), (64, 16, 64), (100, 1, 1)])
    func productsOfRowsAreTheirDotProducts(dimension: Int, leftCount: Int, rightCount: Int) {
        let rows = VectorRows(Self.vectors(200, dimension: dimension, seed: 5))
        let lefts = (0..<Int32(leftCount)).map { $0 * 7 % 200 }
        let rights = (0..<Int32(rightCount)).map { $0 * 3 % 200 }
        var comparison = RowComparison(with: rights, of: rows)
        let products = comparison.products(of: lefts)
        #expect(products.count == leftCount * rightCount)
        for (row, left) in lefts.enumerated() {
            let expected = rows.scores(of: rows[Int(left)], rows: rights)
            let found = products[row * rightCount..<(row + 1) * rightCount]
            #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }

    /// Widths below, at and above one block, and more vectors than one segment.
    @Test(arguments: [(9, 300), (64, 20_000), (100, 1_000)])
    func theScanFindsWhatSortingFinds(dimension: Int, count: Int) {
        let vectors = Self.vectors(count, dimension: dimension, seed: 3)
        let index = ExactVectorIndex(vectors)
        let queries = Self.vectors(20, dimension: dimension, seed: 4)
        var missed = 0
        let together = index.search((0..<20).map { queries[$0] }, limit: 10)
        for place in 0..<20 {
            let found = index.search(queries[place], limit: 10)
            #expect(found == together[place])
            #expect(zip(found, found.dropFirst()).allSatisfy(ScoredItem.ranksBefore))
            missed +=
                Self.expected(vectors, queries[place], limit: 10) { _ in true }
                .subtracting(found.map(\.item)).count
        }
        #expect(missed == 0)
    }

    @Test func filtersRemovalsAndChangesAreInsideTheSearch() {
        let vectors = Self.vectors(17_000, dimension: 32, seed: 5)
        var index = ExactVectorIndex(vectors)
        let before = index
        let allowed = BitSet(count: 17_000, members: stride(from: Int32(0), to: 17_000, by: 7))
        let query = vectors[14]
        index.remove(21)
        let wanted = Self.expected(vectors, query, limit: 12) { $0 % 7 == 0 && $0 != 21 }
        #expect(Set(index.search(query, limit: 12, allowed: allowed).map(\.item)) == wanted)
        #expect(before.contains(21) && !index.contains(21))
        index.replace(21, with: query[...])
        #expect(Set(index.search(query, limit: 2).map(\.item)) == [14, 21])
        let place = index.append(query[...])
        #expect(index.search(query, limit: 3).map(\.item).contains(Int32(place)))
        #expect(before.search(query, limit: 3).allSatisfy { $0.item != Int32(place) })
        #expect(index.search(query, limit: 5, allowed: BitSet(count: 17_001)).isEmpty)
    }

    @Test func scoresOfAnyLengthAreRanked() {
        var generator = SplitMix64(seed: 6)
        let vectors = FactorMatrix(rowCount: 2_000, dimension: 16) { _ in
            let length = Float(generator.uniform() * 9)
            return (0..<16).map { _ in Float(generator.normal()) * length }
        }
        let index = ExactVectorIndex(vectors)
        let found = Set(index.search(vectors[3], limit: 10).map(\.item))
        #expect(found == Self.expected(vectors, vectors[3], limit: 10) { _ in true })
    }

    @Test func anEmptyIndexAnswersNothing() {
        #expect(ExactVectorIndex(dimension: 8).search([Float](repeating: 1, count: 8), limit: 3).isEmpty)
    }
}
