import CatalogCore
import Glibc
import Learning

extension Question {
    /// A candidate and the parts of its score.
    struct Candidate: Sendable {
        let index: Int32
        var parts: [Recommendation.Part]
        var score: Double

        init(index: Int32) {
            self.index = index
            parts = []
            score = 0
        }

        mutating func add(_ kind: Recommendation.PartKind, _ value: Double) {
            guard value != 0 else { return }
            parts.append(Recommendation.Part(kind: kind, value: value))
            score += value
        }
    }

    /// How many of each model's best are looked at, at least.
    private static let candidateCountMin = 300
    private static let candidatesPerPlace = 8
    /// What the moods' and other dials' middles are worth next to a standard score.
    private static let moodWeight = 1.5
    private static let popularityWeight = 0.8
    private static let freshnessWeight = 1.5
    private static let freshnessHalfLifeDays = 30.0
    /// An open question is answered by what trends; next to other reasons popularity hardly counts.
    private static let trendWeight = 0.15

    /// All candidates with their parts, best first.
    func ranked() -> [Candidate] {
        let models = snapshot.models
        let limit = max(Question.candidateCountMin, query.limit * Question.candidatesPerPlace)
        let profile = models.factors.map { $0.fold(history) }
        let indices = candidates(limit: limit, factor: profile)
        guard !indices.isEmpty else { return [] }
        var candidates = indices.map(Candidate.init)
        let (people, sound) = shares()
        if people > 0, !history.items.isEmpty {
            addPeople(to: &candidates, indices, factor: profile, weight: people)
        }
        if sound > 0 { addSound(to: &candidates, indices, weight: sound) }
        addTrend(to: &candidates, indices)
        addDials(to: &candidates)
        return candidates.sorted {
            $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index
        }
    }

    /// What people and what sound are worth: by the dials, else by how long the history is.
    private func shares() -> (people: Double, sound: Double) {
        let hasPeople = snapshot.models.factors != nil || snapshot.models.neighbors != nil
        let hasSound = snapshot.models.sound != nil
        if query.dials.people != nil || query.dials.sound != nil {
            let people = max(0, query.dials.people ?? 1 - (query.dials.sound ?? 0))
            let sound = max(0, query.dials.sound ?? 1 - (query.dials.people ?? 0))
            return (hasPeople ? people : 0, hasSound ? sound : 0)
        }
        let share = Double(snapshot.models.peopleShare(historyCount: history.count))
        return (hasPeople ? (hasSound ? share : 1) : 0, hasSound ? (hasPeople ? 1 - share : 1) : 0)
    }

    /// The union of what each model holds for best, ascending.
    private func candidates(limit: Int, factor: [Float]?) -> [Int32] {
        var union = Set<Int32>()
        let models = snapshot.models
        if let factor, factor.contains(where: { $0 != 0 }) {
            union.formUnion(models.nearest(toFactor: factor, limit: limit, allowed: allowed).map(\.item))
        }
        if let neighbors = models.neighbors {
            let scores = neighbors.sparseScores(for: history)
            var top = TopItems(limit: limit)
            for (item, score) in scores where allowed.contains(Int(item)) {
                top.offer(ScoredItem(item: item, score: score))
            }
            union.formUnion(top.ranked().map(\.item))
        }
        for near in models.nearest(toSounds: soundTargets(), limit: limit, allowed: allowed) {
            union.formUnion(near.map(\.item))
        }
        // Trends, and what has not been played but is new or known elsewhere: there is always an answer.
        if query.isOpen || union.count < limit || !query.mood.isEmpty || query.dials.freshness > 0 {
            union.formUnion(remainder(limit: limit))
        }
        return union.sorted()
    }

    /// The best of all that is allowed by what everybody plays, by mood and by date.
    private func remainder(limit: Int) -> [Int32] {
        var top = TopItems(limit: limit)
        let table = snapshot.table
        let trending = snapshot.models.trending?.itemScores
        for index in allowed.members {
            let place = Int(index)
            var score = Double(trending?[place] ?? 0) + Double(table.popularity[place]) / 100
            score += Question.freshnessWeight * freshness(place) * (query.isOpen ? 1 : query.dials.freshness)
            if !query.mood.isEmpty { score -= 10 * moodDistance(place) }
            top.offer(ScoredItem(item: index, score: Float(score)))
        }
        return top.ranked().map(\.item)
    }

    /// Where to look in the space of sound: the asked-for point, or the middle of what is liked and its latest.
    private func soundTargets() -> [[Float]] {
        if let soundTarget { return [soundTarget] }
        guard let sound = snapshot.models.sound else { return [] }
        var mean = [Float](repeating: 0, count: sound.embeddings.dimension)
        var latest: [(time: Double, place: [Float])] = []
        for (place, item) in history.items.enumerated() {
            guard let embedding = snapshot.models.embedding(of: item) else { continue }
            for dimension in mean.indices { mean[dimension] += history.weights[place] * embedding[dimension] }
            if history.weights[place] > 0 {
                latest.append((history.timesSeconds.isEmpty ? 0 : history.timesSeconds[place], embedding))
            }
        }
        guard !latest.isEmpty else { return [] }
        latest.sort { $0.time > $1.time }
        let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let middle = length > 1e-6 ? [mean.map { $0 / length }] : []
        return middle + latest.prefix(2).map(\.place)
    }

    private func addPeople(
        to candidates: inout [Candidate], _ indices: [Int32], factor: [Float]?, weight: Double
    ) {
        var total = [Float](repeating: 0, count: indices.count)
        var models = [Float](repeating: 0, count: indices.count)
        if let factor, let factors = snapshot.models.factors {
            let scores = factors.itemFactors.scores(of: factor, rows: indices)
            let scale = StandardScale(scores)
            for place in total.indices {
                total[place] += 2 * scale.apply(scores[place])
                models[place] += 2
            }
        }
        if let neighbors = snapshot.models.neighbors {
            let scores = neighbors.scores(for: history, of: indices)
            let scale = StandardScale(scores)
            // A track without neighbours is not known to be unlike: it is left to its factors, which sound placed.
            for (place, index) in indices.enumerated()
            where !neighbors.neighbors.range(ofRow: Int(index)).isEmpty {
                total[place] += scale.apply(scores[place])
                models[place] += 1
            }
        }
        for place in candidates.indices where models[place] > 0 {
            candidates[place].add(.people, weight * Double(total[place] / models[place]))
        }
    }

    private func addSound(to candidates: inout [Candidate], _ indices: [Int32], weight: Double) {
        guard let sound = snapshot.models.sound else { return }
        var scores: [Float]
        if let soundTarget {
            scores = sound.embeddings.scores(of: soundTarget, rows: indices)
        } else {
            guard !history.items.isEmpty else { return }
            scores = sound.scores(for: history, of: indices)
        }
        let scale = StandardScale(scores)
        for place in candidates.indices {
            candidates[place].add(.sound, weight * Double(scale.apply(scores[place])))
        }
        addDislikes(to: &candidates, indices, sound)
    }

    /// What was disliked or banned pushes down what sounds like it, beyond what the models do.
    private func addDislikes(
        to candidates: inout [Candidate], _ indices: [Int32], _ sound: EmbeddingNeighbors
    ) {
        let disliked = zip(history.items, history.weights).filter { $0.1 <= -1 }.sorted { $0.1 < $1.1 }
            .prefix(16)
        for (item, weight) in disliked {
            guard let embedding = snapshot.models.embedding(of: item) else { continue }
            let cosines = sound.embeddings.scores(of: embedding, rows: indices)
            for place in candidates.indices {
                let nearness = max(0, (cosines[place] - 0.5) * 2)
                candidates[place].add(.penalty, Double(0.2 * weight * nearness * nearness))
            }
        }
    }

    private func addTrend(to candidates: inout [Candidate], _ indices: [Int32]) {
        let scores = indices.map { index in
            (snapshot.models.trending?.itemScores[Int(index)] ?? 0) + snapshot.table.popularity[Int(index)]
                / 100
        }
        let scale = StandardScale(scores)
        let base = query.isOpen ? 1 : Question.trendWeight
        let weight = base + Question.popularityWeight * query.dials.popularity
        for place in candidates.indices {
            candidates[place].add(.popularity, weight * Double(scale.apply(scores[place])))
        }
    }

    private func addDials(to candidates: inout [Candidate]) {
        let fresh = query.isOpen ? max(0.3, query.dials.freshness) : query.dials.freshness
        var generator = query.shuffleSeed.map(SplitMix64.init)
        for place in candidates.indices {
            let index = Int(candidates[place].index)
            candidates[place].add(.freshness, Question.freshnessWeight * fresh * freshness(index))
            if !query.mood.isEmpty {
                candidates[place].add(.mood, Question.moodWeight * (1 - 4 * moodDistance(index)))
            }
            if generator != nil { candidates[place].add(.chance, 0.5 * (generator?.normal() ?? 0)) }
        }
    }

    /// 1 for a track of this moment, half of it a month later.
    private func freshness(_ place: Int) -> Double {
        let age = max(0, nowSeconds - snapshot.table.addedSeconds[place]) / 86_400
        return exp2(-age / Question.freshnessHalfLifeDays)
    }

    /// The mean distance of a track's descriptors from what was asked, 0...1; 0.5 for what is not known.
    private func moodDistance(_ place: Int) -> Double {
        var total = 0.0
        for (field, target) in query.mood {
            let value = snapshot.table.numbers[field].map { Double($0[place]) } ?? .nan
            let span = field == .tempo ? 100.0 : field == .loudness ? 30 : 1
            total += value.isFinite ? min(1, abs(value - target) / span) : 0.5
        }
        return total / Double(query.mood.count)
    }
}
