import CatalogCore
import Learning

extension Question {
    /// What the moods' and other dials' middles are worth next to a standard score.
    private static let moodWeight = 1.5
    private static let popularityWeight = 0.8
    private static let freshnessScale = 1.5
    private static let openFreshness = 0.3
    /// What was disliked, banned or skipped pushes down what sounds like it, beyond what the models do.
    private static let dislikeWeight: Float = 0.2
    private static let dislikeCountMax = RowComparison.rowCountMax
    private static let dislikeMin: Float = 0.05
    /// From this cosine on two tracks sound alike.
    private static let alikeFrom: Float = 0.5

    /// What a new track gains over an old one.
    var freshnessWeight: Double {
        let dial =
            query.isOpen ? max(Question.openFreshness, query.dials.freshness) : query.dials.freshness
        return Question.freshnessScale * dial
    }

    /// Candidates among `allowed` with their parts, best first.
    func ranked(
        among allowed: BitSet, _ reading: HistoryReading, pageSize: Int, isFirst: Bool
    ) -> [Candidate] {
        let indices = candidates(among: allowed, reading, limit: pageSize, isFirst: isFirst)
        guard !indices.isEmpty else { return [] }
        var candidates = indices.map { Candidate(index: $0) }
        let weights = self.weights()
        addPeople(to: &candidates, indices, reading, weights)
        addSound(to: &candidates, indices, weight: weights[.sound] ?? 0)
        addPopularity(to: &candidates, indices, weight: weights[.popularity] ?? 0)
        addDials(to: &candidates)
        // Places are put in order by scores alone, not the candidates, which are large.
        let scores = candidates.map(\.score)
        let order = candidates.indices.sorted {
            scores[$0] != scores[$1] ? scores[$0] > scores[$1] : indices[$0] < indices[$1]
        }
        return order.map { candidates[$0] }
    }

    /// What each recommender is worth: by the plan for so long a history, turned by the dials.
    func weights() -> [ServingPlan.Component: Double] {
        var weights = models.plan.weights(historyCount: history.count).filter { models.has($0.key) }
        let isOpen = query.isOpen || query.isOfGenresAlone
        func total(_ isMeant: (ServingPlan.Component) -> Bool) -> Double {
            Question.total(weights, isMeant)
        }
        // A catalog whose plan knows nothing of what it has goes by sound, else by what it has of people.
        if total({ $0 != .popularity }) == 0 {
            let rest: [ServingPlan.Component] = [.sound, .factors, .head, .neighbors]
            if let first = rest.first(where: models.has) { weights[first] = 1 }
        }
        if query.dials.people != nil || query.dials.sound != nil {
            let people = max(0, query.dials.people ?? 1 - (query.dials.sound ?? 0))
            let sound = max(0, query.dials.sound ?? 1 - (query.dials.people ?? 0))
            let parts = total(\.isPeople)
            if parts == 0, people > 0, let first = [.factors, .head, .neighbors].first(where: models.has) {
                weights[first] = people
            }
            for (component, weight) in weights where component.isPeople && parts > 0 {
                weights[component] = weight / parts * people
            }
            if models.has(.sound) { weights[.sound] = sound }
        } else {
            // The rest of the weights are read against those of people and sound.
            let sum = total { $0 != .popularity }
            for (component, weight) in weights where sum > 0 { weights[component] = weight / sum }
        }
        // Asked for nothing but the deep end, what is popular is no reason.
        weights[.popularity] = isOpen ? 1 + min(0, query.dials.popularity) : min(1, weights[.popularity] ?? 0)
        return weights
    }

    /// In one order always: the order of a dictionary is another each time, and sums with it.
    private static func total(
        _ weights: [ServingPlan.Component: Double], _ isMeant: (ServingPlan.Component) -> Bool
    ) -> Double {
        ServingPlan.Component.allCases.filter(isMeant).reduce(0) { $0 + (weights[$1] ?? 0) }
    }

    private func addPeople(
        to candidates: inout [Candidate], _ indices: [Int32], _ reading: HistoryReading,
        _ weights: [ServingPlan.Component: Double]
    ) {
        guard !history.items.isEmpty else { return }
        var total = [Double](repeating: 0, count: indices.count)
        var known = [Double](repeating: 0, count: indices.count)
        // A track that a recommender knows nothing of is left to the others.
        func take(_ component: ServingPlan.Component, _ scores: [Float?]) {
            guard let weight = weights[component], weight > 0 else { return }
            let scale = StandardScale(scores.map { $0 ?? 0 })
            for (place, score) in scores.enumerated() {
                guard let score else { continue }
                total[place] += weight * Double(scale.apply(score))
                known[place] += weight
            }
        }
        if let profile = reading.profile, let factors = models.factors, weights[.factors] ?? 0 > 0 {
            take(.factors, factors.items.scores(of: profile, rows: indices))
        }
        if let neighbors = models.neighbors, let scores = reading.neighborSums,
            weights[.neighbors] ?? 0 > 0
        {
            take(.neighbors, indices.map { neighbors.hasNeighbors($0) ? scores[$0] ?? 0 : nil })
        }
        if let head = models.head, weights[.head] ?? 0 > 0 {
            take(.head, head.scores(for: history, of: indices))
        }
        let all = Question.total(weights, \.isPeople)
        for place in candidates.indices where known[place] > 0 {
            candidates[place].add(.people, total[place] * all / known[place])
        }
    }

    private func addSound(to candidates: inout [Candidate], _ indices: [Int32], weight: Double) {
        guard let sound = models.sound else { return }
        if let soundTarget, weight > 0 {
            add(sound.scores(of: soundTarget, rows: indices), to: &candidates, weight: weight)
        }
        let disliked = disliked(sound)
        let wantsHistory = soundTarget == nil && weight > 0 && !history.items.isEmpty
        guard wantsHistory || !disliked.isEmpty else { return }
        var comparison = RowComparison(with: indices, of: sound)
        if wantsHistory {
            let scores = EmbeddingNeighbors.Parameters().scores(for: history, count: indices.count) {
                comparison.products(of: $0)
            }
            add(scores, to: &candidates, weight: weight)
        }
        guard !disliked.isEmpty else { return }
        let cosines = comparison.products(of: disliked.map(\.item))
        for place in candidates.indices {
            var penalty: Float = 0
            for (row, dislike) in disliked.enumerated() {
                let cosine = cosines[row * indices.count + place]
                guard cosine > Question.alikeFrom else { continue }
                let nearness = (cosine - Question.alikeFrom) / (1 - Question.alikeFrom)
                penalty -= Question.dislikeWeight * dislike.score * nearness * nearness
            }
            if penalty != 0 { candidates[place].add(.penalty, Double(penalty)) }
        }
    }

    private func add(_ scores: [Float], to candidates: inout [Candidate], weight: Double) {
        let scale = StandardScale(scores)
        for place in candidates.indices {
            candidates[place].add(.sound, weight * Double(scale.apply(scores[place])))
        }
    }

    /// What was disliked most.
    private func disliked(_ sound: VectorRows) -> [ScoredItem] {
        var found: [ScoredItem] = []
        for (item, weight) in zip(history.items, history.weights)
        where weight <= -Question.dislikeMin && sound.isPresent(Int(item)) {
            found.append(ScoredItem(item: item, score: -weight))
        }
        return Array(found.sorted(by: ScoredItem.ranksBefore).prefix(Question.dislikeCountMax))
    }

    /// The weight of popularity with its dial; below zero what few people play is preferred.
    func leaning(_ weight: Double) -> Double { weight + Question.popularityWeight * query.dials.popularity }

    private func addPopularity(to candidates: inout [Candidate], _ indices: [Int32], weight: Double) {
        let weight = leaning(weight)
        guard weight != 0 else { return }
        let scores = indices.map(trends.popularity)
        let scale = StandardScale(scores)
        for place in candidates.indices {
            candidates[place].add(.popularity, weight * Double(scale.apply(scores[place])))
        }
    }

    private func addDials(to candidates: inout [Candidate]) {
        let fresh = freshnessWeight
        for place in candidates.indices {
            let index = candidates[place].index
            if fresh > 0 { candidates[place].add(.freshness, fresh * trends.freshness(index)) }
            if !query.mood.isEmpty {
                candidates[place].add(.mood, Question.moodWeight * (1 - 4 * moodDistance(index)))
            }
            if let seed = query.shuffleSeed {
                // By the track, so that it does not matter which others are candidates.
                var generator = SplitMix64(seed: seed ^ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
                candidates[place].add(.chance, 0.5 * generator.normal())
            }
        }
    }
}
