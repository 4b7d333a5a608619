import CatalogCore
import SQLite

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

extension NewTrack {
    /// Binds all columns, in the order of `TrackStatement.insert`.
    func bind(
        to statement: Statement, titleKey: String, creditKey: String, album: AlbumID?, at now: Timestamp
    ) {
        title.bind(to: statement, at: 1)
        titleKey.bind(to: statement, at: 2)
        printedCredit.bind(to: statement, at: 3)
        creditKey.bind(to: statement, at: 4)
        album.bind(to: statement, at: 5)
        discNumber.bind(to: statement, at: 6)
        trackNumber.bind(to: statement, at: 7)
        year.bind(to: statement, at: 8)
        durationMs.bind(to: statement, at: 9)
        isExplicit.bind(to: statement, at: 10)
        isrc.bind(to: statement, at: 11)
        musicbrainzID.bind(to: statement, at: 12)
        audioHash.bind(to: statement, at: 13)
        popularity.bind(to: statement, at: 14)
        now.bind(to: statement, at: 15)
    }
}
