import CatalogCore

/// The numbers of a track that questions are about: no text.
package struct TrackFact: Sendable, Equatable {
    package let id: TrackID
    /// Of the recording, else of the album.
    package let year: Int?
    package let durationMs: Int?
    /// 0…100, from whoever counts plays elsewhere.
    package let popularity: Double?
    package let isExplicit: Bool?
    package let created: Timestamp
}
