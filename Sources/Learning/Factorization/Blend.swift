import CatalogCore

/// Several recommenders in one ranking: Σ weight · standard score, weights by how much is known of the listener.
///
/// A component's scores are standardised over the candidates: the union of what each component holds for its best.
package struct Blend: Sendable {
    /// The weights for histories of up to `historyCountMax` items.
    package struct Calibration: Sendable, Equatable, Codable {
        package let historyCountMax: Int
        package let weights: [Float]

        package init(historyCountMax: Int, weights: [Float]) {
            self.historyCountMax = historyCountMax
            self.weights = weights
        }
    }

    package let components: [any Recommender]
    /// Ascending by history length; the last one serves all that are longer.
    package let calibrations: [Calibration]
    package let itemCount: Int

    /// How many of each component's best make the candidates.
    package static let candidateCount = 200

    package init(components: [any Recommender], calibrations: [Calibration]) {
        precondition(!components.isEmpty && !calibrations.isEmpty, "there is something to blend")
        precondition(
            calibrations.allSatisfy { $0.weights.count == components.count }, "every component has a weight")
        self.components = components
        self.calibrations = calibrations
        itemCount = components[0].itemCount
    }

    package func weights(forHistoryCount count: Int) -> [Float] {
        Blend.weights(calibrations, forHistoryCount: count)
    }

    package static func weights(_ calibrations: [Calibration], forHistoryCount count: Int) -> [Float] {
        (calibrations.first { count <= $0.historyCountMax } ?? calibrations[calibrations.count - 1]).weights
    }

    package func scores(for history: History) -> [Float] {
        let all = components.map { $0.scores(for: history) }
        let candidates = Blend.candidates(all, history)
        let weights = weights(forHistoryCount: history.count)
        var total = [Float](repeating: 0, count: itemCount)
        for (component, weight) in zip(all, weights) where weight != 0 {
            let scale = StandardScale(candidates.map { component[Int($0)] })
            for item in total.indices { total[item] += weight * scale.apply(component[item]) }
        }
        return total
    }

    /// What the components hold similar, by reciprocal ranks (Cormack, Clarke and Büttcher, SIGIR 2009).
    package func similar(to item: Int32, limit: Int) -> [ScoredItem] {
        var scores: [Int32: Float] = [:]
        for (component, weight) in zip(components, weights(forHistoryCount: 1)) {
            for (rank, near) in component.similar(to: item, limit: max(limit, 50)).enumerated() {
                scores[near.item, default: 0] += max(weight, 0.05) / Float(60 + rank)
            }
        }
        let ranked = scores.map { ScoredItem(item: $0.key, score: $0.value) }.sorted(
            by: ScoredItem.ranksBefore)
        return Array(ranked.prefix(limit))
    }

    /// Standardised over the given items: what a protocol with fixed candidates asks for.
    package func scores(amongst items: [Int32], for history: History) -> [Float] {
        var total = [Float](repeating: 0, count: items.count)
        for (component, weight) in zip(components, weights(forHistoryCount: history.count)) where weight != 0
        {
            let scores = component.scores(for: history, of: items)
            let scale = StandardScale(scores)
            for place in total.indices { total[place] += weight * scale.apply(scores[place]) }
        }
        return total
    }

    /// The union of every component's best items that are not in the history, ascending.
    static func candidates(_ all: [[Float]], _ history: History) -> [Int32] {
        let heard = Set(history.items)
        var union = Set<Int32>()
        for scores in all {
            for best in TopItems.best(of: scores, limit: candidateCount, isExcluded: heard.contains) {
                union.insert(best.item)
            }
        }
        return union.sorted()
    }
}

extension Blend: Recommender {
    package static var name: String { "hybrid" }

    /// What to blend and how to learn the weights.
    package struct Parameters: Sendable {
        package var recipes: [RecommenderRecipe]
        package var validation: EvaluationProtocol
        package var trainer: BlendTrainer

        package init(
            recipes: [RecommenderRecipe], validation: EvaluationProtocol,
            trainer: BlendTrainer = BlendTrainer()
        ) {
            self.recipes = recipes
            self.validation = validation
            self.trainer = trainer
        }
    }

    package static func fit(
        _ training: TrainingSet, parameters: Parameters, monitor: JobMonitor = .silent
    ) throws -> Blend {
        try parameters.trainer.fit(
            parameters.recipes, training: training, validation: parameters.validation, monitor: monitor
        ).blend
    }
}
