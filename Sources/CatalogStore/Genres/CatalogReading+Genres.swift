import CatalogCore
import SQLite

extension CatalogReading {
    package func genres(limit: Int = 100_000) throws -> [Genre] {
        try all(GenreStatement.all, limit, read: genre(from:))
    }

    package func genre(_ id: GenreID) throws -> Genre? {
        try first(GenreStatement.byID, id, read: genre(from:))
    }

    /// The genre of a name or alias, however it is written.
    package func genre(named name: String) throws -> Genre? {
        let key = TextKey.fold(name)
        return try first(GenreStatement.byKey, key, read: genre(from:))
            ?? first(GenreStatement.byAlias, key, read: genre(from:))
    }

    /// Other spellings, folded, of all genres.
    package func genreAliases() throws -> [(key: String, genre: GenreID)] {
        try all(GenreStatement.aliases) { ($0.string(0), GenreID($0.int64(1))) }
    }

    package func subgenres(of genre: GenreID) throws -> [Genre] {
        try all(GenreStatement.children, genre, read: self.genre(from:))
    }

    package func genres(of track: TrackID) throws -> [(genre: Genre, source: GenreSource)] {
        try all(GenreStatement.ofTrack, track) { (try genre(from: $0), try source($0.string(4))) }
    }

    /// Genres that tracks are of, or of what is under them.
    package func usedGenres() throws -> Set<GenreID> {
        let used = try all(GenreStatement.used) { ($0.int64(0), $0.optionalInt64(1)) }
        return Set(used.flatMap { [$0, $1].compactMap { $0.map { GenreID($0) } } })
    }

    /// Tracks of a genre and of what is under it.
    package func tracks(of genre: GenreID, after last: TrackID? = nil, limit: Int) throws -> [TrackID] {
        try all(GenreStatement.tracks, genre, last ?? TrackID(0), limit) { TrackID($0.int64(0)) }
    }

    /// Calls `body` with every genre of every track, by track.
    package func forEachTrackGenre(_ body: (TrackID, GenreID, GenreSource) throws -> Void) throws {
        try forEach(GenreStatement.scan) {
            try body(TrackID($0.int64(0)), GenreID($0.int64(1)), source($0.string(2)))
        }
    }

    private func genre(from row: Row) throws -> Genre {
        guard let origin = Genre.Origin(rawValue: row.string(3)) else {
            throw CatalogError(.damaged, "a genre is of an unknown origin: run `catalog check`")
        }
        return Genre(
            id: GenreID(row.int64(0)), name: row.string(1), parent: row.optionalInt64(2).map { GenreID($0) },
            origin: origin)
    }

    private func source(_ text: String) throws -> GenreSource {
        guard let source = GenreSource(rawValue: text) else {
            throw CatalogError(.damaged, "a track's genre is of an unknown source: run `catalog check`")
        }
        return source
    }
}
