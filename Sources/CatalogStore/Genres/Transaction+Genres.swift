import CatalogCore
import SQLite

extension Transaction {
    /// The genre of a name or alias, made where there is none.
    package func genre(named name: String, origin: Genre.Origin = .found) throws -> GenreID {
        if let id = known.genres[name] { return GenreID(id) }
        let id = try self.genre(named: name)?.id ?? insert(name, origin)
        known.keep(genre: name, id: id.rawValue)
        return id
    }

    /// Puts a genre into the taxonomy, under a parent or at the top.
    package func placeGenre(
        _ name: String, under parent: String?, origin: Genre.Origin
    ) throws -> GenreID {
        let parentID = try parent.map { try genre(named: $0, origin: origin) }
        let id = try genre(named: name, origin: origin)
        guard id != parentID else { throw CatalogError(.invalid, "\(name) cannot be a sub-genre of itself") }
        try execute(GenreStatement.place, parentID, origin.rawValue, id)
        touch(.genre)
        return id
    }

    package func addAlias(_ alias: String, of genre: GenreID) throws {
        try execute(GenreStatement.insertAlias, TextKey.fold(alias), genre)
        touch(.genre)
    }

    /// Gives the tracks of a genre that was only found in tags to the genre that it is a spelling of, and removes it;
    /// returns how many tracks.
    package func takeIn(found spelling: String, by genre: GenreID) throws -> Int {
        let known: Genre? = try self.genre(named: spelling)
        guard let found = known, found.origin == .found, found.id != genre else { return 0 }
        try execute(GenreStatement.giveTracks, genre, found.id)
        let count = connection.changeCount
        try execute(GenreStatement.remove, found.id)
        self.known = KnownRows()
        touch(.genre)
        return count
    }

    /// Adds genres to what one source says of a track.
    package func addGenres(_ names: [String], to track: TrackID, source: GenreSource) throws {
        for name in names where !name.isEmpty {
            try execute(GenreStatement.addToTrack, track, try genre(named: name), source.rawValue)
        }
        touch(.genre)
    }

    /// The same for many tracks: quickest where they come in order.
    package func addGenres(_ genres: [(track: TrackID, genre: GenreID)], source: GenreSource) throws {
        let statement = try connection.prepare(GenreStatement.addToTrack.rawValue)
        statement.bind(source.rawValue, at: 3)
        for (track, genre) in genres {
            statement.bind(track.rawValue, at: 1)
            statement.bind(genre.rawValue, at: 2)
            _ = try statement.step()
        }
        touch(.genre)
    }

    /// Replaces what one source says of a track.
    package func setGenres(_ names: [String], of track: TrackID, source: GenreSource) throws {
        try execute(GenreStatement.clearTrack, track, source.rawValue)
        try addGenres(names, to: track, source: source)
    }

    private func insert(_ name: String, _ origin: Genre.Origin) throws -> GenreID {
        guard
            let id = try change(
                GenreStatement.insert, name, TextKey.fold(name), GenreID?.none, origin.rawValue)
        else { throw CatalogError(.invalid, "a genre's name is not empty") }
        touch(.genre)
        return GenreID(id)
    }
}
