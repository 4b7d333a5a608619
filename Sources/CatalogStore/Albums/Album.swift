import CatalogCore

/// A release with a title.
package struct Album: Sendable, Equatable, Codable {
    package var id: AlbumID
    package var title: String
    /// The album artists as printed; empty where nobody said.
    package var artist: String
    package var year: Int?
    package var musicbrainzID: String?

    enum CodingKeys: String, CodingKey {
        case id, title, artist, year
        case musicbrainzID = "musicbrainzId"
    }
}
