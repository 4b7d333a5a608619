import CatalogCore
import Learning

/// Which recommender should serve: all that can be trained on a catalog's feedback, judged on the same questions.
package struct Contest: Sendable {
    /// Every entrant's figures, best first.
    package let reports: [EvaluationReport]
    /// What serves now, if it took part.
    package let champion: String?
    package let winner: String

    /// Trains every entrant on the training part of a cut and asks all the same questions.
    ///
    /// Hyperparameters and the hybrid's weights come from a cut of the training part; the questions stay unseen.
    /// - Parameter secondsNow: a clock, for the seconds of an answer.
    package static func hold(
        on interactions: Interactions, embeddings: FactorMatrix?, by evaluation: EvaluationProtocol,
        champion: String? = nil, depth: Int = 10, sampledNegatives: Int? = nil, seed: UInt64,
        monitor: JobMonitor = .silent, secondsNow: () -> Double = { 0 }
    ) throws -> Contest {
        let split = EvaluationSplit(interactions, by: evaluation, seed: seed)
        let training = TrainingSet(split.training, itemEmbeddings: embeddings)
        let evaluator = Evaluator(
            split, depth: depth, sampledNegatives: sampledNegatives, seed: seed, itemEmbeddings: embeddings)
        let entrants = try chosen(training, evaluation, seed: seed, monitor: monitor)
        var reports: [EvaluationReport] = []
        for (place, recipe) in entrants.enumerated() where !monitor.isCancelled {
            let model = try recipe.fit(training, monitor: monitor)
            let report = evaluator.evaluate(model, name: recipe.name, secondsNow: secondsNow)
            reports.append(report)
            monitor.report(
                Progress(
                    activity: "evaluating", completed: Double(place + 1), total: Double(entrants.count),
                    figures: [.init(name: recipe.name, value: "\(report.ndcg.mean)")]))
        }
        reports.sort { $0.ndcg.mean > $1.ndcg.mean }
        return Contest(reports: reports, champion: champion)
    }

    init(reports: [EvaluationReport], champion: String?) {
        self.reports = reports
        self.champion = champion
        let best = reports.first?.model ?? champion ?? Popularity.name
        guard let champion, let held = reports.first(where: { $0.model == champion }),
            let leader = reports.first
        else {
            winner = best
            return
        }
        // A champion is replaced by what is better beyond chance, not by noise.
        winner = leader.ndcg.lower > held.ndcg.mean ? best : champion
    }

    /// Why the winner serves, as a sentence.
    package var reason: String {
        guard let report = reports.first(where: { $0.model == winner }) else {
            return "There is not enough feedback to compare models: \(winner) serves."
        }
        let figure = Contest.rounded(report.ndcg.mean)
        let interval = "\(Contest.rounded(report.ndcg.lower))…\(Contest.rounded(report.ndcg.upper))"
        let start =
            "\(winner) has NDCG@\(report.depth) \(figure) (\(interval)) on \(report.caseCount) listeners"
        guard let leader = reports.first, leader.model != winner else { return start + ", the best of all." }
        return start + "; \(leader.model) has \(Contest.rounded(leader.ndcg.mean)), which may be chance."
    }

    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

    /// One recipe of each kind, with the parameters that a cut of the training part is foretold best by.
    private static func chosen(
        _ training: TrainingSet, _ evaluation: EvaluationProtocol, seed: UInt64, monitor: JobMonitor
    ) throws -> [RecommenderRecipe] {
        func best(_ choices: [RecommenderRecipe]) throws -> RecommenderRecipe {
            try RecommenderRecipe.best(
                of: choices, training: training, validation: evaluation, seed: seed ^ 7, monitor: monitor
            ).recipe
        }
        var collaborative = [
            try best(
                [0.1, 0.3].flatMap { unobserved in
                    [Float(0.01), 0.03].map { regularization in
                        RecommenderRecipe(
                            PlacedALS.self,
                            .init(
                                factorisation: .init(
                                    dimension: 48, unobservedWeight: unobserved,
                                    regularization: regularization)),
                            name: "als")
                    }
                })
        ]
        if training.itemCount <= easeItemCountMax {
            collaborative.append(
                try best(
                    [100.0, 300, 900].map {
                        RecommenderRecipe(EASE.self, .init(regularization: $0, historyExponent: 0.25))
                    }))
        }
        let neighbors = try best(
            ItemNeighbors.Weighting.allCases.map {
                RecommenderRecipe(ItemNeighbors.self, .init(weighting: $0))
            })
        var all = collaborative + [neighbors, RecommenderRecipe(Popularity.self, .init())]
        if training.itemEmbeddings != nil { all.append(RecommenderRecipe(EmbeddingNeighbors.self, .init())) }
        let hybrid = RecommenderRecipe(
            Blend.self, .init(recipes: all, validation: evaluation, trainer: BlendTrainer(seed: seed ^ 7)))
        return all + [hybrid]
    }

    /// Above this the closed form takes longer than the rest together.
    private static let easeItemCountMax = 4_000
}
