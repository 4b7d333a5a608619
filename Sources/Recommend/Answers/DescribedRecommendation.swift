import CatalogCore
import CatalogStore

/// One recommendation with its words.
package struct DescribedRecommendation: Sendable {
    /// From 1, on its page.
    package let rank: Int
    package let track: Track
    package let artist: Artist?
    package let recommendation: Recommendation
    /// The tracks that it is near to, with how near by what: `Björk - Jóga (sound 0.91)`.
    package let near: [String]
    /// Why, as a person would say it.
    package let sentence: String

    /// Looks up the words of an answer; a track that has gone meanwhile is left out.
    package static func describe(
        _ recommendations: [Recommendation], from catalog: some CatalogReading
    ) throws -> [DescribedRecommendation] {
        var titles: [TrackID: String] = [:]
        var described: [DescribedRecommendation] = []
        for recommendation in recommendations {
            guard let track = try catalog.track(recommendation.track) else { continue }
            for near in recommendation.nearby where titles[near.track] == nil {
                titles[near.track] = try catalog.track(near.track).map { "\($0.artist) - \($0.title)" }
            }
            let near = recommendation.nearby.map { near in
                "\(titles[near.track] ?? "\(near.track)") "
                    + "(\(near.kind.rawValue) \(NumberText.fixed(near.similarity, decimals: 2)))"
            }
            described.append(
                DescribedRecommendation(
                    rank: described.count + 1, track: track,
                    artist: try recommendation.artist.flatMap(catalog.artist), recommendation: recommendation,
                    near: near, sentence: recommendation.sentence { titles[$0] ?? "\($0)" }))
        }
        return described
    }

    /// What a kind of reason adds to the score.
    package func part(_ kind: Recommendation.PartKind) -> Double {
        recommendation.parts.first { $0.kind == kind }?.value ?? 0
    }
}
