import CatalogCore
import Learning
import Testing

@Suite struct NeighborMapTests {
    private func clouds(rows: Int, seed: UInt64) -> VectorTable {
        var random = SplitMix64(seed: seed)
        return VectorTable(
            columns: 5,
            rows: (0..<rows).map { row in
                (0..<5).map { Float(random.normal() + ($0 == row % 4 ? 8 : 0)) }
            })
    }

    private var short: NeighborMap.Options {
        var options = NeighborMap.Options()
        options.iterations = 300
        options.perplexity = 10
        return options
    }

    @Test func cloudsStayTogether() throws {
        let table = clouds(rows: 120, seed: 1)
        let map = try NeighborMap(of: table, options: short)
        #expect(map.points.values.allSatisfy { $0.isFinite })
        let near = NearestRows.find(count: 6, of: map.points, among: map.points)
        let strangers = near.enumerated().reduce(0) { sum, row in
            sum + row.element.count { $0.row % 4 != row.offset % 4 }
        }
        #expect(strangers == 0)
        #expect(Trustworthiness.measure(map.points, of: table) > 0.9)
    }

    @Test func theSameTableGivesTheSameMap() throws {
        let table = clouds(rows: 70, seed: 2)
        let (one, other) = (
            try NeighborMap(of: table, options: short), try NeighborMap(of: table, options: short)
        )
        #expect(one.points == other.points)
    }

    @Test func squaresFromAfarComeToWhatAllPointsDo() throws {
        let table = clouds(rows: 90, seed: 3)
        var exact = short
        exact.accuracy = 0
        exact.iterations = 40
        var quick = exact
        quick.accuracy = 0.5
        let (one, other) = (
            try NeighborMap(of: table, options: exact), try NeighborMap(of: table, options: quick)
        )
        let spread = one.points.values.map { abs($0) }.max() ?? 0
        for (left, right) in zip(one.points.values, other.points.values) {
            #expect(abs(left - right) < 0.1 * spread)
        }
    }

    @Test func pointsOnEachOtherAndFewPointsAreNoTrouble() throws {
        let same = VectorTable(columns: 2, values: [Float](repeating: 1, count: 40))
        #expect(try NeighborMap(of: same, options: short).points.values.allSatisfy { $0.isFinite })
        let few = try NeighborMap(of: clouds(rows: 5, seed: 4), options: short)
        #expect(few.points.rows == 5 && few.points.values.allSatisfy { $0.isFinite })
        let line = VectorTable(columns: 1, values: (0..<20).map { Float($0) })
        #expect(try NeighborMap(of: line, options: short).points.values.allSatisfy { $0.isFinite })
    }

    /// Ranks counted by hand: the map swaps the ends of a line of four.
    @Test func trustworthinessIsOneForATrueMapAndLessForAFalse() {
        let line = VectorTable(columns: 1, values: [0, 1, 2, 3, 4, 5, 6])
        let map = VectorTable(columns: 2, values: (0..<7).flatMap { [Float($0), 0] })
        #expect(Trustworthiness.measure(map, of: line, neighborCount: 2) == 1)
        // Row 6 beside row 0: for row 0 it is the sixth nearest and stands among two.
        let wrong = VectorTable(columns: 2, values: [0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, -0.5, 0])
        #expect(Trustworthiness.measure(wrong, of: line, neighborCount: 2) < 0.9)
    }
}
