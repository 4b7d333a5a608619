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

    /// The liked tracks (or those asked about) that this one is nearest to.
    private func nearby(_ index: Int32, _ liked: [Int32]) -> [Recommendation.Nearby] {
        var sound: [Recommendation.Nearby] = []
        if let rows = models.sound, let embedding = models.embedding(of: index) {
            let cosines = rows.scores(of: embedding, rows: liked)
            sound = zip(liked, cosines).filter { $0.1 > 0 }.map { describe($0, $1, .sound) }
        }
        var people: [Recommendation.Nearby] = []
        if let neighbors = models.neighbors {
            people = neighbors.neighbors(of: index).filter { liked.contains($0.item) }.map {
                describe($0.item, $0.score, .people)
            }
        }
        return [sound, people].flatMap { near in
            near.sorted {
                $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.track < $1.track
            }.prefix(Question.nearbyCount)
        }
    }

    private func describe(
        _ item: Int32, _ similarity: Float, _ kind: Recommendation.PartKind
    ) -> Recommendation.Nearby {
        Recommendation.Nearby(track: table.id(item), similarity: Double(similarity), kind: kind)
    }
}
