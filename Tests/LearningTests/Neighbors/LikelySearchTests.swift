import CatalogCore
import Learning
import Testing

/// Searches that pass over what only a very unusual vector would be found in.
@Suite struct LikelySearchTests {
    private static let limit = 50

    /// Heaps of directions; `spread` says how wide each dimension of a heap is.
    private static func rows(count: Int, spread: [Float], seed: UInt64) -> VectorRows {
        var generator = SplitMix64(seed: seed)
        let heaps = (0..<80).map { _ in spread.indices.map { _ in Float(generator.normal()) } }
        return VectorRows(
            FactorMatrix(rowCount: count, dimension: spread.count) { row in
                zip(heaps[row % heaps.count], spread).map { $0 + $1 * Float(generator.normal()) }
            })
    }

    /// The middles of a few rows, as those of what somebody likes: they lie between the heaps.
    private static func middles(of rows: VectorRows, seed: UInt64) -> [[Float]] {
        var generator = SplitMix64(seed: seed)
        return (0..<60).map { number in
            let some = (0...number % 5).map { _ in rows[generator.index(below: rows.count)] }
            return some[0].indices.map { column in some.reduce(0) { $0 + $1[column] } }
        }
    }

    private static func search(
        _ rows: VectorRows, _ query: [Float], isExact: Bool
    ) throws -> (found: Set<Int32>, blocksRead: Int) {
        let cells = try #require(rows.cells)
        var pass = VectorScanPass([query], dimension: rows.dimension, width: rows.width, limit: limit)
        pass.scan(rows.quantized.pointer, rows.scales.pointer, cells, mask: nil, isExact: isExact)
        let found = pass.ranked { rows.scores(of: $1, rows: $0) }[0]
        return (Set(found.map(\.item)), pass.blocksRead)
    }

    @Test func aLikelySearchReadsLessAndFindsTheSame() throws {
        let rows = Self.rows(count: 40_000, spread: [Float](repeating: 0.5, count: 64), seed: 3)
        var (exactRead, likelyRead, missed) = (0, 0, 0)
        for query in Self.middles(of: rows, seed: 4) {
            let exact = try Self.search(rows, query, isExact: true)
            let likely = try Self.search(rows, query, isExact: false)
            missed += exact.found.subtracting(likely.found).count
            exactRead += exact.blocksRead
            likelyRead += likely.blocksRead
            #expect(
                Set(rows.search([query], limit: Self.limit, isExact: false)[0].map(\.item)) == likely.found)
        }
        #expect(missed == 0)
        #expect(likelyRead * 2 < exactRead, "\(likelyRead) of \(exactRead) blocks")
    }

    /// Where vectors differ in few directions, much that is shared is nothing unusual.
    @Test func vectorsOfFewDirectionsAreFoundAllTheSame() throws {
        let rows = Self.rows(
            count: 30_000, spread: (0..<64).map { Float(1) / Float(1 + $0 * $0) }, seed: 5)
        var missed = 0
        for query in Self.middles(of: rows, seed: 6) {
            let exact = try Self.search(rows, query, isExact: true)
            missed += exact.found.subtracting(try Self.search(rows, query, isExact: false).found).count
        }
        #expect(missed == 0)
    }
}
