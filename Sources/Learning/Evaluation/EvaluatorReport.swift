import CatalogCore

extension Evaluator {
    func report(_ name: String, _ outcomes: [Outcome], secondsPerCase: Double) -> EvaluationReport {
        let estimate = { (values: [Double]) in Estimate(values, seed: seed) }
        let shown = shownCounts(outcomes)
        let rankable = split.candidates?.count ?? split.training.itemCount
        return EvaluationReport(
            model: name, protocolName: split.protocolUsed.name, depth: depth,
            sampledNegatives: sampledNegatives,
            caseCount: outcomes.count,
            ndcg: estimate(outcomes.map(\.metrics.ndcg)),
            recall: estimate(outcomes.map(\.metrics.recall)),
            precision: estimate(outcomes.map(\.metrics.precision)),
            hitRate: estimate(outcomes.map(\.metrics.hitRate)),
            reciprocalRank: estimate(outcomes.map(\.metrics.reciprocalRank)),
            averagePrecision: estimate(outcomes.map(\.metrics.averagePrecision)),
            coverage: Double(shown.count { $0 > 0 }) / Double(max(1, rankable)),
            gini: Evaluator.gini(shown.sorted().suffix(rankable)),
            novelty: novelty(outcomes),
            diversity: itemEmbeddings.map { diversity(outcomes, embeddings: $0.normalized()) },
            slices: historySlices(outcomes) + ageSlices(outcomes),
            secondsPerCase: secondsPerCase)
    }

    private func shownCounts(_ outcomes: [Outcome]) -> [Int] {
        var shown = [Int](repeating: 0, count: split.training.itemCount)
        for outcome in outcomes {
            for item in outcome.ranking { shown[Int(item)] += 1 }
        }
        return shown
    }

    /// The Gini coefficient of ascending counts.
    package static func gini(_ ascending: some Collection<Int>) -> Double {
        let total = Double(ascending.reduce(0, +))
        let count = Double(ascending.count)
        guard total > 0, count > 0 else { return 0 }
        var weighted = 0.0
        for (place, value) in ascending.enumerated() {
            weighted += (2 * Double(place + 1) - count - 1) * Double(value)
        }
        return weighted / (count * total)
    }

    private func novelty(_ outcomes: [Outcome]) -> Double {
        var counts = [Int](repeating: 0, count: split.training.itemCount)
        for item in split.training.items { counts[Int(item)] += 1 }
        let users = Double(max(1, split.training.userCount))
        var total = 0.0
        var shown = 0
        for outcome in outcomes {
            for item in outcome.ranking {
                // One added to each side: what nobody met is rare, not impossible.
                total -= logarithm2(Double(counts[Int(item)] + 1) / (users + 1))
                shown += 1
            }
        }
        return shown > 0 ? total / Double(shown) : 0
    }

    private func diversity(_ outcomes: [Outcome], embeddings: FactorMatrix) -> Double {
        var total = 0.0
        var pairs = 0
        for outcome in outcomes.prefix(Evaluator.diversityCaseCountMax) {
            for (place, item) in outcome.ranking.enumerated() {
                let others = Array(outcome.ranking[(place + 1)...])
                for cosine in embeddings.scores(of: embeddings[Int(item)], rows: others) {
                    total += Double(1 - cosine)
                    pairs += 1
                }
            }
        }
        return pairs > 0 ? total / Double(pairs) : 0
    }

    private func historySlices(_ outcomes: [Outcome]) -> [EvaluationReport.Slice] {
        let bounds = [1, 3, 10, 30, 100, 300, Int.max]
        return zip(bounds, bounds.dropFirst()).compactMap { lower, upper in
            let part = outcomes.filter { (lower..<upper).contains(split.cases[$0.place].history.count) }
            let name = upper == .max ? "history \(lower)..." : "history \(lower)...\(upper - 1)"
            return slice(name, part.map(\.metrics))
        }
    }

    /// By when the relevant items were first met: quarters from oldest to newest, and those never met before.
    private func ageSlices(_ outcomes: [Outcome]) -> [EvaluationReport.Slice] {
        var first = [Double](repeating: .infinity, count: split.training.itemCount)
        for place in 0..<split.training.count {
            let item = Int(split.training.items[place])
            first[item] = min(first[item], split.training.timesSeconds[place])
        }
        let known = first.filter(\.isFinite).sorted()
        guard let oldest = known.first, let newest = known.last, oldest < newest else { return [] }
        let cuts = [1, 2, 3].map { known[known.count * $0 / 4] }
        let names = ["oldest quarter", "second quarter", "third quarter", "newest quarter", "never met"]
        return names.indices.compactMap { group in
            let parts = outcomes.compactMap { outcome -> RankingMetrics? in
                let relevant = split.cases[outcome.place].relevant.filter { item in
                    let time = first[Int(item)]
                    return (time.isInfinite ? 4 : cuts.count { time >= $0 }) == group
                }
                guard !relevant.isEmpty else { return nil }
                return RankingMetrics(ranking: outcome.ranking, relevant: relevant, depth: depth)
            }
            return slice("items \(names[group])", parts)
        }
    }

    private func slice(_ name: String, _ parts: [RankingMetrics]) -> EvaluationReport.Slice? {
        guard !parts.isEmpty else { return nil }
        let count = Double(parts.count)
        return EvaluationReport.Slice(
            name: name, caseCount: parts.count, ndcg: parts.reduce(0) { $0 + $1.ndcg } / count,
            recall: parts.reduce(0) { $0 + $1.recall } / count)
    }

    private static let diversityCaseCountMax = 1_000
}
