import CatalogCore
import Learning
import Recommend
import Testing

@Suite struct ContestTests {
    @Test func theBetterModelServesAndSaysWhy() throws {
        let snapshot = try World.snapshot(seed: 1)
        let interactions = snapshot.interactions(nowSeconds: World.nowSeconds)
        let contest = try Contest.hold(
            on: interactions, embeddings: snapshot.models.sound?.embeddings,
            by: .itemStratified(testShare: 0.25), champion: "popularity", seed: 5)
        #expect(contest.winner != "popularity")
        #expect(contest.reports.map(\.ndcg.mean) == contest.reports.map(\.ndcg.mean).sorted(by: >))
        #expect(
            Set(contest.reports.map(\.model)).isSuperset(of: ["hybrid", "als", "item-neighbours", "sound"]))
        #expect(contest.reason.contains(contest.winner))
    }

    @Test func sharesAreLearnedForEveryLength() throws {
        let snapshot = try World.snapshot(seed: 2)
        let embeddings = try #require(snapshot.models.sound?.embeddings)
        let shares = try RecommendationModels.learnedCalibrations(
            snapshot.interactions(nowSeconds: World.nowSeconds), embeddings: embeddings,
            parameters: .init(dimension: 8, regularization: 0.02), seed: 3)
        #expect(shares.map(\.historyCountMax) == [3, 10, 30, 100, .max])
        #expect(shares.allSatisfy { (0...1).contains($0.share) })
    }
}
