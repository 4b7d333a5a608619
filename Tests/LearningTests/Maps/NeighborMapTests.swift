import CatalogCore
import Testing

@testable import Learning

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

    /// The push of all points on each, square by square and one by one.
    @Test func squaresFromAfarComeToWhatAllPointsDo() {
        var random = SplitMix64(seed: 3)
        let points = (0..<400).map { _ in Float(random.normal() * 10) }
        var tree = QuadTree()
        points.withUnsafeBufferPointer { buffer in
            if let start = buffer.baseAddress { tree.build(start, count: 200) }
        }
        func push(_ point: Int, accuracy: Float) -> (x: Float, y: Float, normalizer: Float) {
            tree.nodes.withUnsafeBufferPointer { nodes in
                guard let first = nodes.baseAddress else { return (0, 0, 0) }
                return QuadTree.repulsion(
                    at: points[2 * point], points[2 * point + 1], first, count: nodes.count,
                    squaredAccuracy: accuracy * accuracy)
            }
        }
        for point in 0..<200 {
            var (x, y, normalizer) = (Float(0), Float(0), Float(0))
            for other in 0..<200 where other != point {
                let dx = points[2 * point] - points[2 * other]
                let dy = points[2 * point + 1] - points[2 * other + 1]
                let share = 1 / (1 + dx * dx + dy * dy)
                normalizer += share
                x += share * share * dx
                y += share * share * dy
            }
            let exact = push(point, accuracy: 0)
            #expect(abs(exact.normalizer - normalizer) < 1e-4 * normalizer)
            #expect(abs(exact.x - x) < 1e-4 && abs(exact.y - y) < 1e-4)
            let quick = push(point, accuracy: 0.5)
            #expect(abs(quick.normalizer - normalizer) < 0.05 * normalizer)
            #expect(abs(quick.x - x) < 0.05 * normalizer && abs(quick.y - y) < 0.05 * normalizer)
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
