import CatalogCore
import SQLite

extension CatalogReading {
    package func album(_ id: AlbumID) throws -> Album? {
        try first(AlbumStatement.byID, id, read: album(from:))
    }

    package func albums(titled title: String, limit: Int = 20) throws -> [Album] {
        try all(AlbumStatement.byKey, TextKey.fold(title), limit, read: album(from:))
    }

    /// The albums that an artist is credited on, or on a track of, oldest first.
    package func albums(of artist: ArtistID, limit: Int = 500) throws -> [Album] {
        try all(AlbumStatement.ofArtist, artist, limit, read: album(from:))
    }

    package func albums(after id: AlbumID?, limit: Int) throws -> [Album] {
        try all(AlbumStatement.page, id?.rawValue ?? 0, limit, read: album(from:))
    }

    func album(from row: Row) -> Album {
        Album(
            id: AlbumID(row.int64(0)), title: row.string(1), artist: row.string(2), year: row.optionalInt(3),
            musicbrainzID: row.optionalString(4))
    }
}
