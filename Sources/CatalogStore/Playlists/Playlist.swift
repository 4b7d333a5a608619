import CatalogCore

/// A list of tracks that somebody made.
package struct Playlist: Sendable, Equatable, Codable {
    package var id: PlaylistID
    package var user: UserID
    package var name: String
    package var summary: String?
    package var createdMs: Timestamp
    package var updatedMs: Timestamp
}
