import CatalogCore
import Learning

extension Question {
    /// How many of each model's best are looked at, at least.
    private static let candidateCountMin = 300
    private static let candidatesPerPlace = 8
    /// How many of the latest likes are looked around in the space of sound.
    private static let latestCount = 2

    /// The union of what each model holds for best among `allowed`, ascending.
    func candidates(among allowed: BitSet, profile: [Float]?, limit pageSize: Int) -> [Int32] {
        let limit = max(Question.candidateCountMin, pageSize * Question.candidatesPerPlace)
        var union = Set<Int32>()
        if let profile, let factors = models.factors, profile.contains(where: { $0 != 0 }) {
            union.formUnion(factors.items.search([profile], limit: limit, allowed: allowed)[0].map(\.item))
        }
        if !history.items.isEmpty, let neighbors = models.neighbors {
            var top = TopItems(limit: limit)
            for (item, score) in neighbors.scores(for: history) where allowed.contains(Int(item)) {
                top.offer(ScoredItem(item: item, score: score))
            }
            union.formUnion(top.ranked().map(\.item))
        }
        if !history.items.isEmpty, let head = models.head {
            union.formUnion(head.best(for: history, limit: limit, allowed: allowed).map(\.item))
        }
        for near in models.nearest(toSounds: soundTargets(), limit: limit, allowed: allowed) {
            union.formUnion(near.map(\.item))
        }
        // Trends, and what has not been played but is new or known elsewhere: there is always an answer.
        let wantsAll = query.isOpen || query.isOfGenresAlone || !query.mood.isEmpty
        if wantsAll || union.count < limit || query.dials.freshness > 0 || query.dials.popularity > 0 {
            union.formUnion(remainder(of: allowed, limit: limit))
        }
        return union.sorted()
    }

    /// The best of all that is allowed by what everybody plays, by mood and by date.
    private func remainder(of allowed: BitSet, limit: Int) -> [Int32] {
        var top = TopItems(limit: limit)
        let fresh = Float(freshnessWeight)
        let hasMood = !query.mood.isEmpty
        allowed.forEachMember { index in
            var score = trends.popularity(index)
            if fresh > 0 { score += fresh * Float(trends.freshness(index)) }
            if hasMood { score -= 10 * Float(moodDistance(index)) }
            if score >= top.threshold { top.offer(ScoredItem(item: index, score: score)) }
        }
        return top.ranked().map(\.item)
    }

    /// Where to look in the space of sound: the asked-for point, or the middle of what is liked and its latest.
    private func soundTargets() -> [[Float]] {
        if let soundTarget { return [soundTarget] }
        guard let sound = models.sound else { return [] }
        var mean = [Float](repeating: 0, count: sound.dimension)
        var latest: [(time: Double, item: Int32, place: [Float])] = []
        for (place, item) in history.items.enumerated() {
            guard let embedding = models.embedding(of: item) else { continue }
            for dimension in mean.indices { mean[dimension] += history.weights[place] * embedding[dimension] }
            if history.weights[place] > 0 {
                let time = history.timesSeconds.isEmpty ? 0 : history.timesSeconds[place]
                latest.append((time, item, embedding))
            }
        }
        guard !latest.isEmpty else { return [] }
        latest.sort { $0.time != $1.time ? $0.time > $1.time : $0.item < $1.item }
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let middle = length > 1e-6 ? [mean.map { $0 / length }] : []
        return middle + latest.prefix(Question.latestCount).map(\.place)
    }

    /// The mean distance of a track's descriptors from what was asked, 0...1; 0.5 for what is not known.
    func moodDistance(_ index: Int32) -> Double {
        var total = 0.0
        for (field, target, column) in mood {
            let value = column.map { Double($0[Int(index)]) } ?? .nan
            let span = field == .tempo ? 100.0 : field == .loudness ? 30 : 1
            total += value.isFinite ? min(1, abs(value - target) / span) : 0.5
        }
        return total / Double(mood.count)
    }
}
