import CatalogCore
import Learning
import Testing

/// Enough rows that they lie in cells.
@Suite struct VectorRowsTests {
    private static let count = 20_000
    private static let dimension = 24

    /// Directions in heaps, as music's are, and of any length, as factors are; every hundredth row is zero.
    private static let matrix: FactorMatrix = {
        var generator = SplitMix64(seed: 11)
        let heaps = (0..<60).map { _ in (0..<dimension).map { _ in Float(generator.normal()) } }
        return FactorMatrix(rowCount: count, dimension: dimension) { row in
            guard row % 100 != 0 else { return [Float](repeating: 0, count: dimension) }
            let length = Float(0.01 + generator.uniform())
            return heaps[row % 60].map { ($0 + 0.4 * Float(generator.normal())) * length }
        }
    }()
    private static let rows = VectorRows(matrix)

    private func expected(_ query: [Float], limit: Int, where isAllowed: (Int) -> Bool) -> [Int32] {
        TopItems.best(of: Self.matrix.scores(of: query), limit: limit) {
            $0 % 100 == 0 || !isAllowed(Int($0))
        }.map(\.item)
    }

    @Test func cellsHoldEveryRowOnce() throws {
        let cells = try #require(Self.rows.cells)
        let held = cells.rows.values.filter { $0 >= 0 }.sorted()
        #expect(held == (0..<Int32(Self.count)).filter { $0 % 100 != 0 })
        #expect(cells.cellCount > 100)
    }

    @Test func rowsAreKeptInSixteenBits() {
        for row in [0, 1, 77, 4_321] {
            let largest = Self.matrix[row].map(abs).reduce(0, max)
            let isNear = zip(Self.rows[row], Self.matrix[row]).allSatisfy { abs($0 - $1) <= largest / 65_000 }
            #expect(isNear, "row \(row)")
        }
        let query = Self.matrix[5]
        let scores = Self.rows.scores(of: query, rows: [7, 100, 9])
        let exact = Self.matrix.scores(of: query, rows: [7, 100, 9])
        #expect(zip(scores, exact).allSatisfy { abs($0 - $1) <= 1e-4 * max(1, abs($1)) })
        var comparison = RowComparison(with: [7, 100, 9], of: Self.rows)
        let products = comparison.products(of: [5, 6])
        #expect(
            products.count == 6 && zip(products, scores).allSatisfy { abs($0 - $1) <= 1e-3 * max(1, abs($1)) }
        )
    }

    /// Queries among the rows, between them, and far from all of them.
    @Test(arguments: [1, 10, 200])
    func theSearchFindsWhatSortingFinds(limit: Int) {
        var generator = SplitMix64(seed: 12)
        var queries = (1...20).map { Self.matrix[$0 * 701] }
        for _ in 0..<10 { queries.append((0..<Self.dimension).map { _ in Float(generator.normal()) }) }
        for _ in 0..<10 {
            let (left, right) = (Self.matrix[generator.index(below: Self.count)], Self.matrix[77])
            queries.append(zip(left, right).map { $0 - 0.5 * $1 })
        }
        let found = Self.rows.search(queries, limit: limit)
        var missed = 0
        for (query, items) in zip(queries, found) {
            #expect(zip(items, items.dropFirst()).allSatisfy(ScoredItem.ranksBefore))
            missed += Set(expected(query, limit: limit) { _ in true }).subtracting(items.map(\.item)).count
        }
        // Bytes stand for floats: at the end of a long list one may take another's place.
        #expect(missed * 1_000 <= queries.count * limit)
    }

    @Test(arguments: [3, 50, 1_999])
    func aFilterIsInsideTheSearch(step: Int) {
        let allowed = BitSet(
            count: Self.count, members: stride(from: Int32(1), to: Int32(Self.count), by: step))
        let query = Self.matrix[4_321]
        let found = Self.rows.search([query], limit: 9, allowed: allowed)[0].map(\.item)
        #expect(found == expected(query, limit: 9) { $0 % step == 1 % step })
        #expect(Self.rows.search([query], limit: 9, allowed: BitSet(count: Self.count))[0].isEmpty)
    }

    @Test func aSearchForNothingFindsNothing() {
        let zero = [Float](repeating: 0, count: Self.dimension)
        #expect(Self.rows.search([zero], limit: 5)[0].isEmpty)
    }

    /// What a file kept serves as what was made.
    @Test func cellsAreTakenFromTheirParts() throws {
        let made = try #require(Self.rows.cells)
        func rows(_ cells: VectorCells?) -> VectorRows? {
            VectorRows(
                count: Self.rows.count, dimension: Self.dimension, shorts: Self.rows.shorts,
                units: Self.rows.units,
                quantized: Self.rows.quantized, scales: Self.rows.scales, present: Self.rows.present,
                cells: cells)
        }
        let cells = VectorCells(
            rows: made.rows, firstBlocks: made.firstBlocks, centers: made.centers, bounds: made.bounds,
            spreads: made.spreads, dimension: Self.dimension)
        let query = Self.matrix[123]
        #expect(rows(cells)?.search([query], limit: 20) == Self.rows.search([query], limit: 20))
        #expect(rows(nil) == nil, "the bytes lie in the order of the cells")
        #expect(
            VectorCells(
                rows: made.rows, firstBlocks: made.firstBlocks, centers: made.bounds, bounds: made.bounds,
                spreads: made.spreads, dimension: Self.dimension) == nil)
        #expect(
            VectorCells(
                rows: made.rows, firstBlocks: made.firstBlocks, centers: made.centers, bounds: made.bounds,
                spreads: made.bounds, dimension: Self.dimension) == nil)
    }
}
