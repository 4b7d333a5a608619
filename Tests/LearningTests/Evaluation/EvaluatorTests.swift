import CatalogCore
import Learning
import Testing

@Suite struct EvaluatorTests {
    @Test func aGoodModelBeatsPopularityAndBlendsAreNoWorse() throws {
        let table = SparseFixture.checkerboard(users: 120, items: 60, seed: 7)
        let split = EvaluationSplit(table, by: .itemStratified(testShare: 0.25), seed: 2)
        let training = TrainingSet(split.training)
        let evaluator = Evaluator(split)
        let popularity = evaluator.evaluate(
            try Popularity.fit(training, parameters: .init()), name: "popularity")
        let ease = evaluator.evaluate(
            try EASE.fit(training, parameters: .init(regularization: 20)), name: "ease")
        let (blend, _) = try BlendTrainer().fit(
            [
                RecommenderRecipe(Popularity.self, .init()),
                RecommenderRecipe(EASE.self, .init(regularization: 20)),
            ], training: training, validation: .itemStratified(testShare: 0.25))
        let hybrid = evaluator.evaluate(blend, name: "hybrid")
        #expect(ease.ndcg.lower > popularity.ndcg.upper)
        #expect(hybrid.ndcg.mean > ease.ndcg.mean - 0.03)
        #expect(ease.ndcg.lower <= ease.ndcg.mean && ease.ndcg.mean <= ease.ndcg.upper)
        #expect(popularity.coverage <= 1 && popularity.gini > 0)
        #expect(!ease.slices.isEmpty)
    }

    /// A constant score hits as often as chance would and no oftener: ties do not flatter.
    @Test func sampledNegativesDoNotFlatterAConstant() {
        let table = SparseFixture.table(users: 100, items: 300, entries: 2_000, seed: 8)
        let split = EvaluationSplit(table, by: .leaveLastOut, seed: 1)
        let constant = Popularity(itemScores: [Float](repeating: 1, count: 300))
        let report = Evaluator(split, sampledNegatives: 99).evaluate(constant, name: "constant")
        #expect(report.hitRate.mean == 0)
    }

    @Test func validationChoosesWhatForetellsBetter() throws {
        let table = SparseFixture.checkerboard(users: 80, items: 40, seed: 9)
        let recipes = [
            RecommenderRecipe(Popularity.self, .init()),
            RecommenderRecipe(EASE.self, .init(regularization: 20)),
        ]
        let chosen = try RecommenderRecipe.best(
            of: recipes, training: TrainingSet(table), validation: .itemStratified(testShare: 0.25), seed: 3)
        #expect(chosen.recipe.name == "ease")
        #expect(chosen.ndcg[1] > chosen.ndcg[0])
    }
}
