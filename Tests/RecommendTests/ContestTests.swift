import CatalogCore
import Learning
import Recommend
import Testing

@Suite struct ContestTests {
    private func feedback(seed: UInt64) -> FeedbackTable {
        var generator = SplitMix64(seed: seed)
        return FeedbackTable(
            World.signals(&generator, listenerCount: 60), weights: .standard, nowSeconds: World.nowSeconds)
    }

    @Test func theBetterModelServesAndSaysWhy() throws {
        let snapshot = try World.snapshot(seed: 1)
        let feedback = feedback(seed: 1)
        let contest = try Contest.hold(
            on: feedback.interactions,
            embeddings: TasteTrainer.embeddings(feedback.tracks) { snapshot.place(of: $0) },
            by: .itemStratified(testShare: 0.25), champion: "popularity", seed: 5)
        #expect(contest.winner != "popularity")
        #expect(contest.reports.map(\.ndcg.mean) == contest.reports.map(\.ndcg.mean).sorted(by: >))
        #expect(
            Set(contest.reports.map(\.model)).isSuperset(of: [
                "hybrid", "als", "ease", "item-neighbours", "sound", "popularity",
            ]))
        #expect(contest.reason.contains(contest.winner))
        // What serves is weighed for every length of history.
        #expect(contest.plan.steps.last?.historyCountMax == .max)
        #expect(contest.plan.steps.allSatisfy { step in step.weights.values.allSatisfy { $0 >= 0 } })
        let lengths = contest.choice.calibrations.map(\.historyCountMax)
        #expect(lengths == lengths.sorted() && lengths.count == 5)
    }

    @Test func whatWasTrainedIsStoredWithItsReasons() throws {
        let snapshot = try World.snapshot(seed: 3)
        let trained = try TasteTrainer(seed: 4).train(
            feedback(seed: 3), sound: { snapshot.place(of: $0) }, champion: nil)
        #expect(trained.userCount == 60 && trained.eventCount == 1_800)
        let index = try IndexBuilder.assemble(
            snapshot.table, sound: snapshot.models.sound, tastes: trained.tastes)
        #expect(index.models.plan == trained.contest.plan)
        let usesHead = trained.contest.plan.steps.contains { $0.weights[.head] ?? 0 > 0 }
        #expect((index.models.head != nil) == usesHead)
        #expect(throws: RecommendError.tooLittleFeedback(people: 0)) {
            try TasteTrainer().train(
                FeedbackTable([], weights: .standard, nowSeconds: 0), sound: { _ in nil }, champion: nil)
        }
    }
}
