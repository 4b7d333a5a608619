import CatalogCore

/// Who made music.
package struct Artist: Sendable, Equatable, Codable {
    package var id: ArtistID
    package var name: String
    package var musicbrainzID: String?

    enum CodingKeys: String, CodingKey {
        case id, name
        case musicbrainzID = "musicbrainzId"
    }
}
