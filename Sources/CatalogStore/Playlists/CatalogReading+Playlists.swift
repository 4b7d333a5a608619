import CatalogCore
import SQLite

extension CatalogReading {
    package func playlist(_ id: PlaylistID) throws -> Playlist? {
        try first(PlaylistStatement.byID, id, read: playlist(from:))
    }

    package func playlist(named name: String, of user: UserID) throws -> Playlist? {
        try first(PlaylistStatement.byName, user, name, read: playlist(from:))
    }

    package func playlists(of user: UserID) throws -> [Playlist] {
        try all(PlaylistStatement.ofUser, user, read: playlist(from:))
    }

    /// What is on a playlist, in its order, with what is not here in the words that were given for it.
    package func entries(of playlist: PlaylistID) throws -> [PlaylistEntry] {
        try all(PlaylistStatement.entries, playlist) { row in
            if let track = row.optionalInt64(0) { return .track(TrackID(track)) }
            return .reference(reference(from: row, at: 1))
        }
    }

    /// The tracks of a playlist that are here, in its order.
    package func tracks(of playlist: PlaylistID) throws -> [TrackID] {
        try entries(of: playlist).compactMap { if case .track(let id) = $0 { id } else { nil } }
    }

    private func playlist(from row: Row) -> Playlist {
        Playlist(
            id: PlaylistID(row.int64(0)), user: UserID(row.int64(1)), name: row.string(2),
            summary: row.optionalString(3), createdMs: Timestamp(milliseconds: row.int64(4)),
            updatedMs: Timestamp(milliseconds: row.int64(5)))
    }
}
