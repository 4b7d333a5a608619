import CatalogCore

extension CatalogReading {
    /// The track that these words mean, where it is here: by audio, by a provider's id, else by name and duration.
    package func track(for reference: TrackReference) throws -> TrackID? {
        if let hash = try reference.audioHash.map(Hexadecimal.decode), let id = try track(withAudioHash: hash)
        {
            return id
        }
        if let externalID = reference.externalID, let provider = reference.provider {
            if let id = try track(of: provider, externalID: externalID) { return id }
            if provider == "musicbrainz", let id = try track(withMusicbrainzID: externalID) { return id }
        }
        return try track(titled: reference.title, by: reference.artist, durationMs: reference.durationMs)
    }

    /// The words for a track that are sure to find it again, here or in another catalog.
    package func reference(to track: TrackID) throws -> TrackReference? {
        guard let known = try self.track(track) else { return nil }
        let link = try providerLink(of: track)
        return TrackReference(
            artist: known.artist, title: known.title, album: known.album, durationMs: known.durationMs,
            audioHash: try audioHash(of: track).map { Hexadecimal.encode($0) },
            provider: link?.provider ?? known.musicbrainzID.map { _ in "musicbrainz" },
            externalID: link?.externalID ?? known.musicbrainzID)
    }
}
