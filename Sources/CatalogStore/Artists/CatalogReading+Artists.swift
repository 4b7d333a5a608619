import CatalogCore
import SQLite

extension CatalogReading {
    package func artist(_ id: ArtistID) throws -> Artist? {
        try first(ArtistStatement.byID, id, read: artist(from:))
    }

    /// The artists whose names fold to the same key: `beyonce` finds Beyoncé.
    package func artists(named name: String, limit: Int = 20) throws -> [Artist] {
        try all(ArtistStatement.byKey, TextKey.fold(name), limit, read: artist(from:))
    }

    /// The artists of a track, in the order of its credit.
    package func artists(of track: TrackID) throws -> [Artist] {
        try all(ArtistStatement.ofTrack, track, read: artist(from:))
    }

    package func artists(of album: AlbumID) throws -> [Artist] {
        try all(ArtistStatement.ofAlbum, album, read: artist(from:))
    }

    /// The next artists by id; start with `nil`.
    package func artists(after id: ArtistID?, limit: Int) throws -> [Artist] {
        try all(ArtistStatement.page, id?.rawValue ?? 0, limit, read: artist(from:))
    }

    package func trackCount(of artist: ArtistID) throws -> Int {
        try count(ArtistStatement.trackCount, artist)
    }

    func artist(from row: Row) -> Artist {
        Artist(id: ArtistID(row.int64(0)), name: row.string(1), musicbrainzID: row.optionalString(2))
    }
}
