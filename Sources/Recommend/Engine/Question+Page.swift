import CatalogCore
import Learning

extension Question {
    /// How many of the best take part in the choice for variety.
    private static let varietyPoolPerPlace = 5
    private static let nearbyCount = 3
    private static let nearbyHistoryCount = 64

    /// The first page: the best, chosen one by one so that the list is varied and no artist fills it.
    func page(from ranked: [Candidate]) -> [Recommendation] {
        if query.wanted == .artists { return artistPage(from: ranked) }
        if query.from != nil || query.to != nil { return pathPage(from: ranked) }
        var counts: [ArtistID: Int] = [:]
        var pool = Array(ranked.prefix(max(100, query.limit * Question.varietyPoolPerPlace)))
        var rest = ranked.dropFirst(pool.count)
        var nearest = [Float](repeating: 0, count: pool.count)
        var page: [Recommendation] = []
        while page.count < query.limit {
            guard let place = best(of: pool, nearest: nearest, counts) else {
                // Every artist of the pool has had its share: what is further down may have others.
                guard let next = rest.popFirst() else { break }
                pool.append(next)
                nearest.append(0)
                continue
            }
            var chosen = pool.remove(at: place)
            let nearness = nearest.remove(at: place)
            chosen.add(.variety, -query.dials.diversity * Double(nearness) * Question.varietyScale)
            page.append(recommendation(chosen))
            for artist in snapshot.table.artists[Int(chosen.index)] { counts[artist, default: 0] += 1 }
            note(chosen.index, in: pool, &nearest)
        }
        return page
    }

    /// Standard scores span a few units, cosines one.
    private static let varietyScale = 2.0

    private func best(of pool: [Candidate], nearest: [Float], _ counts: [ArtistID: Int]) -> Int? {
        var best: Int?
        var bestScore = -Double.infinity
        for (place, candidate) in pool.enumerated() {
            let score =
                candidate.score - query.dials.diversity * Double(nearest[place]) * Question.varietyScale
            guard score > bestScore else { continue }
            if let cap = query.dials.perArtist,
                snapshot.table.artists[Int(candidate.index)].contains(where: { counts[$0, default: 0] >= cap }
                )
            {
                continue
            }
            best = place
            bestScore = score
        }
        return best
    }

    /// Remembers how near each remaining candidate is to the nearest chosen one.
    private func note(_ chosen: Int32, in pool: [Candidate], _ nearest: inout [Float]) {
        guard query.dials.diversity > 0, let sound = snapshot.models.sound,
            let embedding = snapshot.models.embedding(of: chosen)
        else { return }
        let cosines = sound.embeddings.scores(of: embedding, rows: pool.map(\.index))
        for place in nearest.indices { nearest[place] = max(nearest[place], cosines[place]) }
    }

    /// Each artist by the best of its tracks.
    private func artistPage(from ranked: [Candidate]) -> [Recommendation] {
        var seen = Set(shownArtists())
        var page: [Recommendation] = []
        for candidate in ranked {
            guard let artist = snapshot.table.artists[Int(candidate.index)].first,
                seen.insert(artist).inserted
            else { continue }
            page.append(recommendation(candidate))
            if page.count == query.limit { break }
        }
        return page
    }

    private func shownArtists() -> [ArtistID] {
        (query.cursor?.shown ?? []).compactMap { snapshot.table.artists[Int($0)].first }
    }

    /// Stations between two tracks: at each step the best fit that is nearest to that point of the way.
    private func pathPage(from ranked: [Candidate]) -> [Recommendation] {
        guard let from = query.from.flatMap(snapshot.table.index(of:)).flatMap(snapshot.models.embedding),
            let to = query.to.flatMap(snapshot.table.index(of:)).flatMap(snapshot.models.embedding)
        else { return [] }
        var used = Set<Int32>()
        let scores = Dictionary(ranked.map { ($0.index, $0) }) { first, _ in first }
        return (0..<query.limit).compactMap { step in
            let share = Float(step + 1) / Float(query.limit + 1)
            let point = zip(from, to).map { $0 * (1 - share) + $1 * share }
            let length = point.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 1e-6 else { return nil }
            let unit = point.map { $0 / length }
            let near = snapshot.models.nearest(toSound: unit, limit: query.limit + 20, allowed: allowed)
            guard let best = near.first(where: { !used.contains($0.item) }) else { return nil }
            used.insert(best.item)
            var candidate = Candidate(index: best.item)
            candidate.add(.sound, Double(best.score))
            if let known = scores[best.item]?.parts.first(where: { $0.kind == .people }) {
                candidate.add(.people, 0.01 * known.value)
            }
            return recommendation(candidate)
        }
    }

    private func recommendation(_ candidate: Candidate) -> Recommendation {
        Recommendation(
            track: snapshot.table.ids[Int(candidate.index)],
            artist: snapshot.table.artists[Int(candidate.index)].first, parts: merged(candidate.parts),
            nearby: nearby(candidate.index))
    }

    /// One part of each kind, in the order of the kinds.
    private func merged(_ parts: [Recommendation.Part]) -> [Recommendation.Part] {
        Recommendation.PartKind.allCases.compactMap { kind in
            let values = parts.filter { $0.kind == kind }.map(\.value)
            return values.isEmpty ? nil : Recommendation.Part(kind: kind, value: values.reduce(0, +))
        }
    }

    /// The liked tracks (or those asked about) that this one is nearest to.
    private func nearby(_ index: Int32) -> [Recommendation.Nearby] {
        var nearby: [Recommendation.Nearby] = []
        let liked = history.liked.sorted {
            $0.weight != $1.weight ? $0.weight > $1.weight : $0.item < $1.item
        }
        .prefix(Question.nearbyHistoryCount).map(\.item)
        if let sound = snapshot.models.sound, let embedding = snapshot.models.embedding(of: index) {
            let cosines = sound.embeddings.scores(of: embedding, rows: Array(liked))
            nearby += zip(liked, cosines).filter { $0.1 > 0 }.map { ($0.0, $0.1, .sound) }.map(describe)
        }
        if let neighbors = snapshot.models.neighbors {
            let row = neighbors.neighbors.row(Int(index))
            let scores = Dictionary(uniqueKeysWithValues: zip(row.columns, row.values))
            nearby += liked.compactMap { item in scores[item].map { (item, $0, .people) } }.map(describe)
        }
        let ordered = nearby.sorted {
            $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.track < $1.track
        }
        let people = ordered.filter { $0.kind == .people }.prefix(Question.nearbyCount)
        return Array(ordered.filter { $0.kind == .sound }.prefix(Question.nearbyCount)) + people
    }

    private func describe(
        _ item: Int32, _ similarity: Float, _ kind: Recommendation.PartKind
    ) -> Recommendation.Nearby {
        Recommendation.Nearby(
            track: snapshot.table.ids[Int(item)], similarity: Double(similarity), kind: kind)
    }
}
