import CatalogCore
import Learning

extension Question {
    private static let nearbyCount = 3
    private static let nearbyHistoryCount = 64

    /// A candidate as it is handed out, with what it is near to.
    func recommendations(_ candidates: [Candidate]) -> [Recommendation] {
        // A station of a path is near to its ends, whatever else was liked.
        let ends = [query.from, query.to].compactMap { $0.flatMap(table.index(of:)) }
        let strongest = history.liked.sorted {
            $0.weight != $1.weight ? $0.weight > $1.weight : $0.item < $1.item
        }.prefix(Question.nearbyHistoryCount).map(\.item)
        let liked = ends.isEmpty ? strongest : ends
        let isDeep = leaning(weights()[.popularity] ?? 0) < 0
        return candidates.map { candidate in
            Recommendation(
                track: table.id(candidate.index), artist: table.firstArtist(of: candidate.index),
                parts: candidate.all, nearby: nearby(candidate.index, liked),
                isDeep: isDeep)
        }
    }

    /// The liked tracks (or those asked about) that this one is nearest to; it is no reason for itself.
    private func nearby(_ index: Int32, _ liked: [Int32]) -> [Recommendation.Nearby] {
        // Places ascend as the tracks' numbers do, so that the order of equals is theirs.
        var sound = TopItems(limit: Question.nearbyCount)
        if let rows = models.sound, let embedding = models.embedding(of: index) {
            for (item, cosine) in zip(liked, rows.scores(of: embedding, rows: liked))
            where cosine > 0 && item != index {
                // Rounding takes the like of each other past one.
                sound.offer(ScoredItem(item: item, score: min(1, cosine)))
            }
        }
        var people = TopItems(limit: Question.nearbyCount)
        if let neighbors = models.neighbors {
            for (item, score) in neighbors.neighbors(of: index)
            where item != index && liked.contains(item) {
                people.offer(ScoredItem(item: item, score: min(1, score)))
            }
        }
        return describe(sound, .sound) + describe(people, .people)
    }

    private func describe(_ items: TopItems, _ kind: Recommendation.PartKind) -> [Recommendation.Nearby] {
        items.ranked().map {
            Recommendation.Nearby(track: table.id($0.item), similarity: Double($0.score), kind: kind)
        }
    }
}
