import CatalogCore
import Learning
import Testing

/// What every recommender owes: one suite, each conformer.
@Suite struct RecommenderContractTests {
    static let recipes: [RecommenderRecipe] = [
        RecommenderRecipe(ImplicitALS.self, .init(dimension: 4, unobservedWeight: 0.3, regularization: 0.03)),
        RecommenderRecipe(
            ImplicitALS.self, .hu(dimension: 4, iterations: 10, alpha: 4, regularization: 6), name: "als hu"
        ),
        RecommenderRecipe(EASE.self, .init(regularization: 20)),
        RecommenderRecipe(ItemNeighbors.self, .init(weighting: .cosine)),
        RecommenderRecipe(ItemNeighbors.self, .init(weighting: .tfidf), name: "tfidf"),
        RecommenderRecipe(ItemNeighbors.self, .init(weighting: .bm25), name: "bm25"),
        RecommenderRecipe(EmbeddingNeighbors.self, .init()),
        RecommenderRecipe(
            PlacedALS.self,
            .init(factorisation: .init(dimension: 4, unobservedWeight: 0.3, regularization: 0.03))),
        RecommenderRecipe(Popularity.self, .init()),
        RecommenderRecipe(
            Blend.self,
            .init(
                recipes: [
                    RecommenderRecipe(EASE.self, .init(regularization: 20)),
                    RecommenderRecipe(
                        ImplicitALS.self, .init(dimension: 4, unobservedWeight: 0.3, regularization: 0.03)),
                ], validation: .itemStratified(testShare: 0.25))),
    ]

    /// Even users meet even items, odd ones odd items; the embedding sounds accordingly.
    static func training(seed: UInt64) -> TrainingSet {
        var generator = SplitMix64(seed: seed)
        var table = Interactions(userCount: 60, itemCount: 40)
        for user in 0..<60 {
            for item in 0..<40 where item % 2 == user % 2 && generator.uniform() < 0.6 {
                table.append(user: Int32(user), item: Int32(item), timeSeconds: generator.uniform())
            }
        }
        let embeddings = FactorMatrix(rowCount: 40, dimension: 4) { item in
            let side: Float = item % 2 == 0 ? 1 : -1
            return [side, 0.2 * Float(generator.normal()), 0.2 * Float(generator.normal()), 0.1]
        }
        return TrainingSet(table, itemEmbeddings: embeddings)
    }

    @Test(arguments: recipes.indices)
    func theCheckerboardIsSeen(place: Int) throws {
        let recipe = Self.recipes[place]
        let training = Self.training(seed: 3)
        let model = try recipe.fit(training)
        // Popularity gives everybody the same and has no part in this.
        guard recipe.name != Popularity.name else { return }
        for user in 0..<20 {
            let history = History(row: training.matrix.row(user))
            let best = model.recommend(for: history, limit: 5)
            #expect(best.count == 5)
            #expect(best.allSatisfy { Int($0.item) % 2 == user % 2 }, "\(recipe.name), user \(user)")
        }
        for item in 0..<10 {
            #expect(model.similar(to: Int32(item), limit: 5).allSatisfy { Int($0.item) % 2 == item % 2 })
        }
    }

    @Test(arguments: recipes.indices)
    func answersAreFiniteRepeatableAndWithoutWhatWasHeard(place: Int) throws {
        let training = Self.training(seed: 4)
        let model = try Self.recipes[place].fit(training)
        let again = try Self.recipes[place].fit(training)
        let histories = [
            History.empty, History(items: [3], weights: [-2]), History(row: training.matrix.row(7)),
            History(items: Array(0..<40), weights: [Float](repeating: 1, count: 40)),
        ]
        for history in histories {
            let scores = model.scores(for: history)
            #expect(scores.count == model.itemCount && model.itemCount == 40)
            #expect(scores.allSatisfy { $0.isFinite })
            #expect(scores == again.scores(for: history))
            let some: [Int32] = [0, 5, 39]
            for (score, item) in zip(model.scores(for: history, of: some), some) {
                #expect(abs(score - scores[Int(item)]) <= 1e-4 * max(1, abs(score)))
            }
            let best = model.recommend(for: history, limit: 50) { $0 == 11 }
            #expect(best.count == 40 - Set(history.items).union([11]).count)
            #expect(best.allSatisfy { $0.item != 11 && !history.items.contains($0.item) })
            #expect(zip(best, best.dropFirst()).allSatisfy(ScoredItem.ranksBefore))
        }
        #expect(!model.similar(to: 6, limit: 40).contains { $0.item == 6 })
    }

    @Test(arguments: recipes.indices)
    func aDislikeDoesNotRaiseItsNeighbours(place: Int) throws {
        let model = try Self.recipes[place].fit(Self.training(seed: 5))
        let before = model.scores(for: History(items: [0, 2, 4], weights: [1, 1, 1]))
        let after = model.scores(for: History(items: [0, 2, 4, 7], weights: [1, 1, 1, -3]))
        let odd = stride(from: 1, to: 40, by: 2).filter { $0 != 7 }
        let even = stride(from: 6, to: 40, by: 2)
        let gap = { (scores: [Float]) in
            even.reduce(0) { $0 + scores[$1] } / 17 - odd.reduce(0) { $0 + scores[$1] } / 19
        }
        #expect(gap(after) >= gap(before) - 0.05 * max(1, abs(gap(before))))
    }
}
