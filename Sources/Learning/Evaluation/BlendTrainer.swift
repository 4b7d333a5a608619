import CatalogCore

/// Learns a blend's weights on a validation cut: coordinate ascent on NDCG, first for everybody, then for groups of
/// listeners by the length of their history.
package struct BlendTrainer: Sendable {
    package var depth: Int
    package var seed: UInt64
    /// Groups of listeners, by the most items that their histories hold; fewer than `groupCaseCountMin` listeners
    /// keep the weights of all.
    package var historyCountBounds: [Int]

    package init(depth: Int = 10, seed: UInt64 = 1, historyCountBounds: [Int] = [5, 20, 60, 200]) {
        self.depth = depth
        self.seed = seed
        self.historyCountBounds = historyCountBounds
    }

    /// Chooses weights on a cut of the training set, then fits every recipe on all of it.
    package func fit(
        _ recipes: [RecommenderRecipe], training: TrainingSet, validation: EvaluationProtocol,
        monitor: JobMonitor = .silent
    ) throws -> (blend: Blend, validationNDCG: Double) {
        let split = EvaluationSplit(training.interactions, by: validation, seed: seed)
        let inner = TrainingSet(split.training, itemEmbeddings: training.itemEmbeddings)
        let learned = calibrate(try recipes.map { try $0.fit(inner, monitor: monitor) }, split: split)
        let components = try recipes.map { try $0.fit(training, monitor: monitor) }
        return (Blend(components: components, calibrations: learned.calibrations), learned.ndcg)
    }

    /// The weights with which components foretell the cases best.
    package func calibrate(
        _ components: [any Recommender], split: EvaluationSplit
    ) -> (calibrations: [Blend.Calibration], ndcg: Double) {
        let questions = self.questions(components, split)
        let start = [Float](repeating: 1 / Float(components.count), count: components.count)
        let (all, ndcg) = ascend(from: start, questions)
        var calibrations: [Blend.Calibration] = []
        var lower = 0
        for upper in historyCountBounds + [Int.max] {
            let group = questions.filter { $0.historyCount > lower && $0.historyCount <= upper }
            let weights =
                group.count >= BlendTrainer.groupCaseCountMin
                ? mean(
                    all, ascend(from: all, group).weights,
                    share: Float(group.count) / Float(group.count + 200))
                : all
            calibrations.append(Blend.Calibration(historyCountMax: upper, weights: weights))
            lower = upper
        }
        return (calibrations, ndcg)
    }

    private struct Question: Sendable {
        let historyCount: Int
        let relevantCount: Int
        let isRelevant: [Bool]
        /// Component × candidate.
        let standardScores: [[Float]]
    }

    private func questions(_ components: [any Recommender], _ split: EvaluationSplit) -> [Question] {
        var generator = SplitMix64(seed: seed)
        let places = Array(
            split.cases.indices.shuffled(using: &generator).prefix(BlendTrainer.caseCountMax)
        ).sorted()
        return Parallel.mapChunks(of: places.count, chunkSize: 16) { _, chunk in
            chunk.map { index in
                let question = split.cases[places[index]]
                // All items are scored only where the candidates are not known beforehand.
                let all = split.candidates == nil ? components.map { $0.scores(for: question.history) } : []
                let candidates = split.candidates ?? Blend.candidates(all, question.history)
                let own = components.indices.map { place in
                    split.candidates == nil
                        ? candidates.map { all[place][Int($0)] }
                        : components[place].scores(for: question.history, of: candidates)
                }
                let relevant = Set(question.relevant)
                return Question(
                    historyCount: question.history.count, relevantCount: question.relevant.count,
                    isRelevant: candidates.map(relevant.contains),
                    standardScores: own.map { $0.map(StandardScale($0).apply) })
            }
        }.flatMap { $0 }
    }

    private func ascend(from start: [Float], _ questions: [Question]) -> (weights: [Float], ndcg: Double) {
        var weights = start
        var best = ndcg(weights, questions)
        var step: Float = 0.3
        while step > 0.03 {
            var hasImproved = false
            for component in weights.indices {
                for move in [step, -step] {
                    var tried = weights
                    tried[component] = max(0, tried[component] + move)
                    let figure = ndcg(tried, questions)
                    if figure > best + 1e-5 {
                        best = figure
                        weights = tried
                        hasImproved = true
                    }
                }
            }
            if !hasImproved { step /= 2 }
        }
        return (weights, best)
    }

    private func ndcg(_ weights: [Float], _ questions: [Question]) -> Double {
        let sums = Parallel.mapChunks(of: questions.count, chunkSize: 32) { _, chunk in
            var total = 0.0
            for index in chunk {
                let question = questions[index]
                var scores = [Float](repeating: 0, count: question.isRelevant.count)
                for (component, weight) in zip(question.standardScores, weights) where weight != 0 {
                    for place in scores.indices { scores[place] += weight * component[place] }
                }
                let ranking = TopItems.best(of: scores, limit: depth)
                var gain = 0.0
                for (place, item) in ranking.enumerated() where question.isRelevant[Int(item.item)] {
                    gain += 1 / logarithm2(Double(place + 2))
                }
                var ideal = 0.0
                for place in 0..<min(depth, question.relevantCount) {
                    ideal += 1 / logarithm2(Double(place + 2))
                }
                total += ideal > 0 ? gain / ideal : 0
            }
            return total
        }
        return sums.reduce(0, +) / Double(max(1, questions.count))
    }

    private func mean(_ left: [Float], _ right: [Float], share: Float) -> [Float] {
        zip(left, right).map { $0 * (1 - share) + $1 * share }
    }

    private static let caseCountMax = 2_000
    private static let groupCaseCountMin = 50
}
