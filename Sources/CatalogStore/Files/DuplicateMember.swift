import CatalogCore

/// A track that is the same recording as others; one of a group is the one that is shown.
package struct DuplicateMember: Sendable, Equatable {
    package var track: TrackID
    /// How alike it is to the one that is shown, 0…1.
    package var similarity: Double
    package var isPreferred: Bool

    package init(track: TrackID, similarity: Double, isPreferred: Bool) {
        self.track = track
        self.similarity = similarity
        self.isPreferred = isPreferred
    }
}
