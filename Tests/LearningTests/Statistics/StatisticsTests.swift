import CatalogCore
import Learning
import Testing

@Suite struct StatisticsTests {
    @Test func correlationsAreThoseOfTheFormula() {
        let table = VectorTable(columns: 4, values: [1, 2, 5, 7, 2, 4, 3, 7, 3, 6, 1, 7, 4, 9, -1, 7])
        let pearson = CorrelationMatrix(of: table)
        #expect(abs(pearson[0, 1] - 0.9934) < 1e-3 && abs(pearson[0, 2] + 1) < 1e-12)
        // A constant says nothing of anything.
        #expect(pearson[0, 3] == 0 && pearson[3, 3] == 1)
        let spearman = CorrelationMatrix(of: table, method: .spearman)
        #expect(abs(spearman[0, 1] - 1) < 1e-12 && abs(spearman[0, 2] + 1) < 1e-12)
    }

    @Test func equalsShareARank() {
        let table = VectorTable(columns: 2, values: [1, 1, 1, 2, 2, 3, 3, 4])
        // Ranks 0.5 0.5 2 3 against 0 1 2 3.
        #expect(abs(CorrelationMatrix(of: table, method: .spearman)[0, 1] - 0.9486833) < 1e-6)
    }

    @Test(arguments: [1, 2] as [UInt64]) func columnsThatSayTheSameLieBesideEachOther(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let rows = (0..<80).map { _ -> [Float] in
            let (a, b, c) = (Float(random.normal()), Float(random.normal()), Float(random.normal()))
            func noisy(_ value: Float) -> Float { value + 0.1 * Float(random.normal()) }
            return [noisy(a), noisy(b), noisy(c), noisy(-a), noisy(b), noisy(-c), noisy(a)]
        }
        let order = CorrelationMatrix(of: VectorTable(columns: 7, rows: rows)).clusteredOrder
        #expect(order.sorted() == Array(0..<7))
        let kinds = order.map { [0, 1, 2, 0, 1, 2, 0][$0] }
        #expect(zip(kinds, kinds.dropFirst()).count { $0 != $1 } == 2, "\(order)")
    }

    /// Points 0, 1, 5, 6.5: pairs first, then both.
    @Test func clustersJoinAtTheMeanOfTheirDistances() {
        let places = [0, 1, 5, 6.5]
        let distances = places.flatMap { one in places.map { abs(one - $0) } }
        let merges = AverageLinkage(distances: distances, count: 4).merges
        #expect(merges.map(\.distance).sorted() == [1, 1.5, 5.25])
    }

    @Test func quantilesLieBetweenTheValues() {
        let spread = ColumnDistribution([4, 1, 3, 2, 5])
        #expect(spread.quantiles == [1.4, 2, 3, 4, 4.6] && spread.mean == 3)
        #expect(spread.smallest == 1 && spread.largest == 5)
        let share = ColumnDistribution.shareBetween([1, 1, 3, 3], labels: [0, 0, 1, 1], classCount: 2)
        #expect(share == 1)
        #expect(ColumnDistribution.shareBetween([1, 3, 1, 3], labels: [0, 0, 1, 1], classCount: 2) == 0)
    }

    @Test func aValleyIsFollowedToItsEnd() {
        // Rosenbrock's function: the smallest place is (1, 1).
        let found = QuasiNewton.minimize(from: [-1.2, 1], iterationsMax: 500, tolerance: 1e-9) {
            place, gradient in
            let (a, b) = (1 - place[0], place[1] - place[0] * place[0])
            gradient[0] = -2 * a - 400 * place[0] * b
            gradient[1] = 200 * b
            return a * a + 100 * b * b
        }
        #expect(abs(found[0] - 1) < 1e-6 && abs(found[1] - 1) < 1e-6)
    }
}
