import CatalogCore
import SQLite

extension Transaction {
    /// Adds a track; what somebody said they heard of it before now counts for it.
    package func insert(_ track: NewTrack, at now: Timestamp) throws -> TrackID {
        let (keys, albumID) = try prepare(track, at: now)
        // Without RETURNING, which costs an insert a copy of every page that it changes.
        let statement = try connection.statement(TrackStatement.insert.rawValue)
        track.bind(to: statement, titleKey: keys.title, creditKey: keys.credit, album: albumID, at: now)
        _ = try statement.step()
        let id = TrackID(connection.lastInsertedID)
        for (position, name) in track.artists.enumerated() {
            try execute(TrackStatement.insertCredit, id, position, try artist(named: name, at: now))
        }
        touch(.track)
        try resolveReferences(to: id, track: track, keys: keys)
        return id
    }

    /// Changes what is known of a track; its identity, plays and ratings stay. Facts that `track` does not know are kept.
    package func update(_ id: TrackID, to track: NewTrack, at now: Timestamp) throws {
        let formerAlbum = try first(TrackStatement.keysOf, id) { $0.optionalInt64(2) } ?? nil
        let (keys, albumID) = try prepare(track, at: now)
        try execute(
            TrackStatement.update, track.title, keys.title, track.printedCredit, keys.credit, albumID,
            track.discNumber, track.trackNumber, track.year, track.durationMs, track.isExplicit, track.isrc,
            track.musicbrainzID, track.audioHash, track.popularity, now, id)
        try execute(TrackStatement.clearCredits, id)
        for (position, name) in track.artists.enumerated() {
            try execute(TrackStatement.insertCredit, id, position, try artist(named: name, at: now))
        }
        if let formerAlbum, formerAlbum != albumID?.rawValue {
            try execute(AlbumStatement.removeEmpty, formerAlbum)
        }
        touch(.track)
        try resolveReferences(to: id, track: track, keys: keys)
    }

    /// The track of this audio, added or brought up to date.
    package func upsert(_ track: NewTrack, at now: Timestamp) throws -> (id: TrackID, isNew: Bool) {
        if let hash = track.audioHash, let id = try self.track(withAudioHash: hash) {
            try update(id, to: track, at: now)
            return (id, false)
        }
        return (try insert(track, at: now), true)
    }

    package func setPopularity(of track: TrackID, to popularity: Double?) throws {
        try execute(TrackStatement.setPopularity, popularity, track)
        touch(.track)
    }

    /// Replaces the free tags of a track.
    package func setTags(of track: TrackID, to tags: [(name: String, value: String)]) throws {
        try execute(TrackStatement.clearTags, track)
        for tag in tags { try execute(TrackStatement.insertTag, track, tag.name, tag.value) }
        touch(.track)
    }

    /// Removes a track. What people did with it is kept in their own words, and counts again when the track comes back.
    package func remove(_ track: TrackID, at now: Timestamp) throws {
        let album = try first(TrackStatement.keysOf, track) { $0.optionalInt64(2) } ?? nil
        try unresolve(track, at: now)
        try execute(TrackStatement.delete, track)
        if let album { try execute(AlbumStatement.removeEmpty, album) }
        touch(.track)
    }

    private func prepare(
        _ track: NewTrack, at now: Timestamp
    ) throws -> (keys: (title: String, credit: String), album: AlbumID?) {
        let keys = (title: TextKey.fold(track.title), credit: TextKey.fold(track.printedCredit))
        try learnWords(of: keys.title)
        let albumID = try track.album.map { title in
            try album(titled: title, artists: track.albumArtists, year: track.albumYear, at: now)
        }
        return (keys, albumID)
    }
}
