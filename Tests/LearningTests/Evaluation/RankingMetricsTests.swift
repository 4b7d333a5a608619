import Learning
import Testing

@Suite struct RankingMetricsTests {
    @Test func figuresAreThoseOfTheDefinitions() {
        let metrics = RankingMetrics(ranking: [9, 4, 7, 1], relevant: [1, 4, 5], depth: 4)
        let second = 1 / 1.584_962_500_721_156
        let ideal = 1 + second + 0.5
        #expect(abs(metrics.ndcg - (second + 1 / 2.321_928_094_887_362) / ideal) < 1e-12)
        #expect(abs(metrics.recall - 2 / 3.0) < 1e-12)
        #expect(metrics.precision == 0.5)
        #expect(metrics.hitRate == 1)
        #expect(metrics.reciprocalRank == 0.5)
        #expect(abs(metrics.averagePrecision - (0.5 + 0.5) / 3) < 1e-12)
    }

    @Test func aPerfectRankingHasOnesAndAMissZeros() {
        let perfect = RankingMetrics(ranking: [3, 5], relevant: [3, 5], depth: 2)
        #expect(perfect.ndcg == 1 && perfect.recall == 1 && perfect.averagePrecision == 1)
        #expect(RankingMetrics(ranking: [1, 2], relevant: [3], depth: 2) == RankingMetrics())
    }

    @Test func giniKnowsEqualityAndMonopoly() {
        #expect(Evaluator.gini([5, 5, 5, 5]) == 0)
        #expect(abs(Evaluator.gini([0, 0, 0, 8]) - 0.75) < 1e-12)
    }

    @Test func anIntervalHoldsItsMean() {
        let estimate = Estimate((0..<200).map { Double($0 % 10) }, seed: 3)
        #expect(abs(estimate.mean - 4.5) < 1e-12)
        #expect(estimate.lower < 4.5 && estimate.upper > 4.5)
        // 1.96 standard errors are 0.399.
        #expect(abs((estimate.upper - estimate.lower) / 2 - 0.399) < 0.06)
        #expect(estimate == Estimate((0..<200).map { Double($0 % 10) }, seed: 3))
    }
}
