import CatalogCore

/// Asks recommenders questions with known answers.
package struct Evaluator: Sendable {
    package let split: EvaluationSplit
    package var depth: Int
    /// Rank each relevant item against this many unseen ones, as some papers do; nil ranks all.
    package var sampledNegatives: Int?
    package var seed: UInt64
    /// For the diversity of lists.
    package var itemEmbeddings: FactorMatrix?

    package init(
        _ split: EvaluationSplit, depth: Int = 10, sampledNegatives: Int? = nil, seed: UInt64 = 1,
        itemEmbeddings: FactorMatrix? = nil
    ) {
        precondition(depth > 0, "a ranking has at least one place")
        self.split = split
        self.depth = depth
        self.sampledNegatives = sampledNegatives
        self.seed = seed
        self.itemEmbeddings = itemEmbeddings
    }

    /// Scores one recommender; `secondsNow` is a clock.
    package func evaluate(
        _ recommender: any Recommender, name: String, monitor: JobMonitor = .silent,
        secondsNow: () -> Double = { 0 }
    ) -> EvaluationReport {
        let start = secondsNow()
        let outcomes = self.outcomes(recommender, monitor: monitor)
        let seconds = (secondsNow() - start) / Double(max(1, outcomes.count))
        return report(name, outcomes, secondsPerCase: seconds)
    }

    /// Mean NDCG alone, for searches.
    package func ndcg(_ recommender: any Recommender) -> Double {
        let outcomes = self.outcomes(recommender, monitor: .silent)
        return outcomes.reduce(0) { $0 + $1.metrics.ndcg } / Double(max(1, outcomes.count))
    }

    struct Outcome: Sendable {
        let place: Int
        let ranking: [Int32]
        let metrics: RankingMetrics
    }

    func outcomes(_ recommender: any Recommender, monitor: JobMonitor) -> [Outcome] {
        Parallel.mapChunks(of: split.cases.count, chunkSize: Evaluator.chunkSize) { _, places in
            places.map { place in
                let question = split.cases[place]
                let ranking =
                    sampledNegatives.map { sampledRanking(recommender, question, place, negatives: $0) }
                    ?? fullRanking(recommender, question)
                return Outcome(
                    place: place, ranking: ranking,
                    metrics: RankingMetrics(ranking: ranking, relevant: question.relevant, depth: depth))
            }
        }.flatMap { $0 }
    }

    private func fullRanking(_ recommender: any Recommender, _ question: EvaluationCase) -> [Int32] {
        guard let candidates = split.candidates else {
            return recommender.recommend(for: question.history, limit: depth).map(\.item)
        }
        let scores =
            (recommender as? Blend)?.scores(amongst: candidates, for: question.history)
            ?? recommender.scores(for: question.history, of: candidates)
        return TopItems.best(of: scores, limit: depth).map { candidates[Int($0.item)] }
    }

    /// The relevant items last among equals, so that a constant score gains nothing.
    private func sampledRanking(
        _ recommender: any Recommender, _ question: EvaluationCase, _ place: Int, negatives: Int
    ) -> [Int32] {
        var generator = SplitMix64(seed: seed ^ (UInt64(place) &* 0x9E37_79B9_7F4A_7C15))
        let taken = Set(question.history.items).union(question.relevant)
        var sampled: [Int32] = []
        var drawn = taken
        let limit = min(negatives, recommender.itemCount - taken.count)
        while sampled.count < limit {
            let item = Int32(generator.index(below: recommender.itemCount))
            if drawn.insert(item).inserted { sampled.append(item) }
        }
        let items = sampled + question.relevant
        let scores = recommender.scores(for: question.history, of: items)
        return TopItems.best(of: scores, limit: depth).map { items[Int($0.item)] }
    }

    private static let chunkSize = 16
}
