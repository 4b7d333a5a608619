import CatalogCore

/// A piece of music; its files, if it has any, are elsewhere.
package struct Track: Sendable, Equatable, Codable {
    package var id: TrackID
    package var title: String
    /// The artists as printed; see `artists(of:)` for each of them.
    package var artist: String
    package var album: String?
    package var albumID: AlbumID?
    package var discNumber: Int?
    package var trackNumber: Int?
    /// Of the recording, else of the album.
    package var year: Int?
    package var durationMs: Int?
    package var isExplicit: Bool?
    package var isrc: String?
    package var musicbrainzID: String?
    /// 0…100, from whoever counts plays elsewhere.
    package var popularity: Double?

    enum CodingKeys: String, CodingKey {
        case id, title, artist, album, discNumber, trackNumber, year, durationMs, isrc, popularity
        case albumID = "albumId"
        case isExplicit = "explicit"
        case musicbrainzID = "musicbrainzId"
    }
}
