/// What is known of a track before it is in the catalog, or anew of one that is.
package struct NewTrack: Sendable, Equatable {
    package var title: String
    /// In the order of the credit.
    package var artists: [String]
    /// The artists as printed; nil: joined with `;`.
    package var credit: String?
    package var album: String?
    package var albumArtists: [String] = []
    package var albumYear: Int?
    package var discNumber: Int?
    package var trackNumber: Int?
    package var year: Int?
    package var durationMs: Int?
    package var isExplicit: Bool?
    package var isrc: String?
    package var musicbrainzID: String?
    package var audioHash: [UInt8]?
    package var popularity: Double?

    package init(title: String, artists: [String], album: String? = nil, durationMs: Int? = nil) {
        self.title = title
        self.artists = artists
        self.album = album
        self.durationMs = durationMs
    }

    /// The credit that is printed.
    package var printedCredit: String { credit ?? artists.joined(separator: ";") }
}
