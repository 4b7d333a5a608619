/// How well one ranking foretold one answer, cut after `depth` places; binary relevance.
package struct RankingMetrics: Sendable, Equatable {
    /// Σ 1/log₂(place + 1) over the hits, as a share of the best possible (Järvelin and Kekäläinen 2002).
    package var ndcg = 0.0
    /// Hits as a share of what was relevant.
    package var recall = 0.0
    /// Hits as a share of the places.
    package var precision = 0.0
    /// 1 when anything was hit.
    package var hitRate = 0.0
    /// 1 / the place of the first hit.
    package var reciprocalRank = 0.0
    /// Mean precision at the hits, as a share of the best possible number of them.
    package var averagePrecision = 0.0

    package init() {}

    /// Judges the first `depth` of a ranking without repeats; `relevant` ascends.
    package init(ranking: [Int32], relevant: [Int32], depth: Int) {
        precondition(depth > 0, "a ranking has at least one place")
        guard !relevant.isEmpty else { return }
        var hits = 0
        var gain = 0.0
        for (place, item) in ranking.prefix(depth).enumerated() where RankingMetrics.contains(relevant, item)
        {
            hits += 1
            gain += 1 / logarithm2(Double(place + 2))
            averagePrecision += Double(hits) / Double(place + 1)
            if hits == 1 { reciprocalRank = 1 / Double(place + 1) }
        }
        let best = min(depth, relevant.count)
        var ideal = 0.0
        for place in 0..<best { ideal += 1 / logarithm2(Double(place + 2)) }
        ndcg = gain / ideal
        recall = Double(hits) / Double(relevant.count)
        precision = Double(hits) / Double(depth)
        hitRate = hits > 0 ? 1 : 0
        averagePrecision /= Double(best)
    }

    /// Binary search in an ascending list.
    private static func contains(_ sorted: [Int32], _ item: Int32) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < item { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == item
    }
}
