import CatalogCore
import CatalogStore
import Recommend

/// One recommendation with its words.
struct RecommendedRow: Sendable {
    let rank: Int
    let track: Track
    let artist: Artist?
    let recommendation: Recommendation
    let near: [String]
    let sentence: String
    /// Where the next page starts; on the last row of a page only.
    var cursor: String?

    static func rows(_ answer: Answer, from catalog: some CatalogReading) throws -> [RecommendedRow] {
        var titles: [TrackID: String] = [:]
        var rows: [RecommendedRow] = []
        for (place, recommendation) in answer.recommendations.enumerated() {
            guard let track = try catalog.track(recommendation.track) else { continue }
            for near in recommendation.nearby where titles[near.track] == nil {
                titles[near.track] = try catalog.track(near.track).map { "\($0.artist) - \($0.title)" }
            }
            let near = recommendation.nearby.map { near in
                "\(titles[near.track] ?? "\(near.track)") (\(NumberText.fixed(near.similarity, decimals: 2)))"
            }
            rows.append(
                RecommendedRow(
                    rank: place + 1, track: track, artist: try recommendation.artist.flatMap(catalog.artist),
                    recommendation: recommendation, near: near,
                    sentence: recommendation.sentence { titles[$0] ?? "\($0)" }))
        }
        if let last = rows.indices.last { rows[last].cursor = answer.next?.text }
        return rows
    }

    func part(_ kind: Recommendation.PartKind) -> Double {
        recommendation.parts.first { $0.kind == kind }?.value ?? 0
    }
}
