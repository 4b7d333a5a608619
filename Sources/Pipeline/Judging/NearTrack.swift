import CatalogCore

/// A track of the catalog that sounds alike, and how it fared.
package struct NearTrack: Sendable, Equatable {
    package let track: TrackID
    package let title: String
    package let artist: String
    /// -1...1.
    package let similarity: Double
    /// What people or popularity say of it, 1...5; nil where nobody does.
    package let rating: Double?
}
