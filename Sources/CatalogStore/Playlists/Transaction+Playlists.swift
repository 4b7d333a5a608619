import CatalogCore

extension Transaction {
    /// Makes an empty playlist; throws `.exists` where the user has one of that name.
    package func addPlaylist(
        named name: String, of user: UserID, summary: String? = nil, at now: Timestamp
    ) throws -> PlaylistID {
        guard !name.isEmpty else { throw CatalogError(.invalid, "a playlist has a name") }
        guard let id = try change(PlaylistStatement.insert, user, name, summary, now) else {
            throw CatalogError(.exists, "there is a playlist named \(name) already")
        }
        touch(.playlist)
        return PlaylistID(id)
    }

    package func rename(_ playlist: PlaylistID, to name: String, summary: String?, at now: Timestamp) throws {
        if let known = try self.playlist(playlist),
            let other = try self.playlist(named: name, of: known.user), other.id != playlist
        {
            throw CatalogError(.exists, "there is a playlist named \(name) already")
        }
        try execute(PlaylistStatement.rename, name, summary, now, playlist)
        touch(.playlist)
    }

    /// Replaces what is on a playlist.
    package func setEntries(of playlist: PlaylistID, to entries: [PlaylistEntry], at now: Timestamp) throws {
        try execute(PlaylistStatement.clear, playlist)
        try append(entries, to: playlist, at: now)
    }

    package func append(_ entries: [PlaylistEntry], to playlist: PlaylistID, at now: Timestamp) throws {
        let start = try count(PlaylistStatement.nextPosition, playlist)
        guard start + entries.count <= Self.playlistEntryLimit else {
            throw CatalogError(.invalid, "a playlist holds at most \(Self.playlistEntryLimit) tracks")
        }
        for (offset, entry) in entries.enumerated() {
            switch entry {
            case .track(let track):
                try execute(PlaylistStatement.append, playlist, start + offset, track, Int64?.none)
            case .reference(let words):
                let (track, reference) = try subject(words, at: now)
                try execute(PlaylistStatement.append, playlist, start + offset, track, reference)
            }
        }
        try execute(PlaylistStatement.touch, now, playlist)
        touch(.playlist)
    }

    package func remove(_ playlist: PlaylistID) throws {
        try execute(PlaylistStatement.delete, playlist)
        touch(.playlist)
    }

    package static let playlistEntryLimit = 100_000
}
