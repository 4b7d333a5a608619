import CatalogCore
import Learning

extension Question {
    /// How many of each model's best are looked at, at least.
    private static let candidateCountMin = 200
    private static let candidatesPerPlace = 8
    /// How many of the latest likes are looked around in the space of sound.
    private static let latestCount = 2

    /// The union of what each model holds for best among `allowed`, ascending; those of a first block are kept for when
    /// the question is asked again.
    func candidates(
        among allowed: BitSet, _ reading: HistoryReading, limit pageSize: Int, isFirst: Bool
    ) -> [Int32] {
        let limit = max(Question.candidateCountMin, pageSize * Question.candidatesPerPlace)
        guard isFirst, let cache, let key = cacheKey(limit) else {
            return search(among: allowed, reading, limit: limit).candidates
        }
        if let known = cache.candidates(for: key) { return known.filter { allowed.contains(Int($0)) } }
        let (candidates, isByTrends) = search(among: allowed, reading, limit: limit)
        // What trends is another matter from one event to the next.
        if !isByTrends { cache.keep(candidates, for: key) }
        return candidates
    }

    private func cacheKey(_ limit: Int) -> CandidateCache.Key? {
        // An artist or a genre stands for its best known tracks, which are others from one event to the next.
        guard query.artists.isEmpty, query.genres.isEmpty, query.user == nil || listenerEvent != nil
        else {
            return nil
        }
        return CandidateCache.Key(
            user: query.user, event: listenerEvent ?? EventID(0), question: fingerprint,
            nowSeconds: nowSeconds, limit: limit)
    }

    private func search(
        among allowed: BitSet, _ reading: HistoryReading, limit: Int
    ) -> (candidates: [Int32], isByTrends: Bool) {
        var found: [Int32] = []
        found.reserveCapacity(6 * limit)
        func take(_ items: [ScoredItem]) { for item in items { found.append(item.item) } }
        if let profile = reading.profile, let factors = models.factors {
            take(factors.items.search([profile], limit: limit, allowed: allowed, isExact: false)[0])
        }
        if let sums = reading.neighborSums {
            var top = TopItems(limit: limit)
            sums.forEach { track, sum in
                guard sum >= top.threshold, allowed.contains(Int(track)) else { return }
                top.offer(ScoredItem(item: track, score: sum))
            }
            take(top.items)
        }
        if !history.items.isEmpty, let head = models.head {
            take(head.best(for: history, limit: limit, allowed: allowed))
        }
        let targets = reading.soundTargets
        let soundLimit = (limit + targets.count) / max(1, targets.count)
        // Who comes in last makes no difference to an answer: candidates are ranked by more than their sound.
        for near in models.nearest(toSounds: targets, limit: soundLimit, allowed: allowed, isExact: false) {
            take(near)
        }
        found = Self.ascending(found)
        // Trends, and what has not been played but is new or known elsewhere: there is always an answer.
        let wantsAll = query.isOpen || query.isOfGenresAlone || !query.mood.isEmpty
        let isByTrends =
            wantsAll || found.count < limit || query.dials.freshness > 0 || query.dials.popularity > 0
        guard isByTrends else { return (found, false) }
        take(remainder(of: allowed, limit: limit))
        return (Self.ascending(found), true)
    }

    /// Each of some tracks once.
    private static func ascending(_ tracks: [Int32]) -> [Int32] {
        var ascending: [Int32] = []
        ascending.reserveCapacity(tracks.count)
        for track in tracks.sorted() where track != ascending.last { ascending.append(track) }
        return ascending
    }

    /// The best of all that is allowed by what everybody plays, by mood and by date, in no order.
    private func remainder(of allowed: BitSet, limit: Int) -> [ScoredItem] {
        var top = TopItems(limit: limit)
        let fresh = Float(freshnessWeight)
        let hasMood = !query.mood.isEmpty
        let lean: Float = query.dials.popularity < 0 ? -1 : 1
        allowed.forEachMember { index in
            var score = trends.popularity(index) * lean
            if fresh > 0 { score += fresh * Float(trends.freshness(index)) }
            if hasMood { score -= 10 * Float(moodDistance(index)) }
            if score >= top.threshold { top.offer(ScoredItem(item: index, score: score)) }
        }
        return top.items
    }

    /// Where to look in the space of sound: the asked-for point, or the middle of what is liked and its latest.
    func soundTargets() -> [[Float]] {
        if let soundTarget { return [soundTarget] }
        guard let sound = models.sound else { return [] }
        var mean = [Float](repeating: 0, count: sound.dimension)
        var latest: [(time: Double, item: Int32)] = []
        let heard = history.items.indices.filter { sound.isPresent(Int(history.items[$0])) }
        let values = sound.values(of: heard.map { history.items[$0] })
        for (row, place) in heard.enumerated() {
            let (weight, start) = (history.weights[place], row * sound.stride)
            for dimension in mean.indices { mean[dimension] += weight * values[start + dimension] }
            if weight > 0 {
                let time = history.timesSeconds.isEmpty ? 0 : history.timesSeconds[place]
                latest.append((time, history.items[place]))
            }
        }
        guard !latest.isEmpty else { return [] }
        latest.sort { $0.time != $1.time ? $0.time > $1.time : $0.item < $1.item }
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let middle = length > 1e-6 ? [mean.map { $0 / length }] : []
        return middle + latest.prefix(Question.latestCount).map { sound[Int($0.item)] }
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
