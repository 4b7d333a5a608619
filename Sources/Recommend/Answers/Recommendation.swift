import CatalogCore

/// One track (or artist) of an answer, its score, and the parts that add up to the score.
package struct Recommendation: Sendable, Equatable, Codable {
    package enum PartKind: String, Sendable, Codable, CaseIterable {
        case people, sound, popularity, freshness, mood, variety, penalty, chance
    }

    package struct Part: Sendable, Equatable, Codable {
        package let kind: PartKind
        package let value: Double
    }

    /// A track that the listener likes, or that was asked about, and that this one is near to.
    package struct Nearby: Sendable, Equatable, Codable {
        package let track: TrackID
        /// The cosine between them.
        package let similarity: Double
        /// By sound or by what people play together.
        package let kind: PartKind
    }

    package let track: TrackID
    /// The first of the track's artists; what is recommended where artists were asked for.
    package let artist: ArtistID?
    package let score: Double
    package let parts: [Part]
    package let nearby: [Nearby]
    /// True where what few people play was preferred.
    package let isDeep: Bool

    init(track: TrackID, artist: ArtistID?, parts: [Part], nearby: [Nearby], isDeep: Bool = false) {
        self.track = track
        self.artist = artist
        self.parts = parts
        self.nearby = nearby
        self.isDeep = isDeep
        score = parts.reduce(0) { $0 + $1.value }
    }

    /// Why, as a person would say it; `title` names a track.
    package func sentence(title: (TrackID) -> String) -> String {
        let strongest = parts.max { $0.value < $1.value }
        guard let strongest, strongest.value > 0 else { return "It is the best of what is left." }
        let near = nearby.first { $0.kind == strongest.kind } ?? nearby.first
        switch (strongest.kind, near) {
        case (.people, let near?): return "People who play \(title(near.track)) play this too."
        case (.people, nil): return "People with a taste like this play it."
        case (.sound, let near?): return "It sounds like \(title(near.track))."
        case (.sound, nil): return "It sounds like what was asked for."
        case (.popularity, _): return isDeep ? "Few people play it yet." : "Many people play it now."
        case (.freshness, _): return "It is new here."
        case (.mood, _): return "It has the mood that was asked for."
        default: return "It is unlike the rest of this list."
        }
    }
}
