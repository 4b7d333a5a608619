import CatalogCore
import SQLite

extension CatalogReading {
    /// The track that a provider's row is linked to, surely.
    package func track(of provider: String, externalID: String) throws -> TrackID? {
        try first(ProviderStatement.trackByExternal, provider, externalID) { TrackID($0.int64(0)) }
    }

    package func providerRow(of provider: String, externalID: String) throws -> Int64? {
        try first(ProviderStatement.rowByExternal, provider, externalID) { $0.int64(0) }
    }

    /// All claims about a track, surest first.
    package func providerLinks(of track: TrackID) throws -> [ProviderLink] {
        try all(ProviderStatement.linksOfTrack, track, read: link(from:))
    }

    /// The surest accepted claim about a track.
    package func providerLink(of track: TrackID) throws -> ProviderLink? {
        try providerLinks(of: track).first { $0.decision == .accepted }
    }

    /// Claims that wait for a person to say yes or no, surest first.
    package func openProviderLinks(limit: Int) throws -> [ProviderLink] {
        try all(ProviderStatement.openLinks, limit, read: link(from:))
    }

    /// The next rows by their number; start with 0.
    package func providerTracks(
        after row: Int64, limit: Int
    ) throws -> [(row: Int64, track: ProviderTrack)] {
        try all(ProviderStatement.scan, row, limit) { ($0.int64(0), providerTrack(from: $0)) }
    }

    package func oddRows(
        of run: RunID, limit: Int
    ) throws -> [(number: Int, content: String, reason: String)] {
        try all(ProviderStatement.oddRows, run, limit) { ($0.int(0), $0.string(1), $0.string(2)) }
    }

    private func link(from row: Row) throws -> ProviderLink {
        guard let method = ProviderLink.Method(rawValue: row.string(5)),
            let decision = ProviderLink.Decision(rawValue: row.string(6))
        else { throw CatalogError(.damaged, "a provider link is of an unknown kind: run `catalog check`") }
        return ProviderLink(
            row: row.int64(0), provider: row.string(1), externalID: row.string(2),
            track: TrackID(row.int64(3)),
            confidence: row.double(4), method: method, decision: decision)
    }

    private func providerTrack(from row: Row) -> ProviderTrack {
        var track = ProviderTrack(
            provider: row.string(1), externalID: row.string(2), title: row.string(3), credit: row.string(4))
        track.album = row.optionalString(5)
        track.year = row.optionalInt(6)
        track.durationMs = row.optionalInt(7)
        track.isExplicit = row.optionalBool(8)
        track.isrc = row.optionalString(9)
        track.popularity = row.optionalDouble(10)
        track.rowCount = row.int(11)
        track.descriptors.tempoBpm = row.optionalDouble(12)
        track.descriptors.key = row.optionalInt(13)
        track.descriptors.mode = row.optionalInt(14)
        track.descriptors.timeSignature = row.optionalInt(15)
        track.descriptors.loudnessLufs = row.optionalDouble(16)
        track.descriptors.energy = row.optionalDouble(17)
        track.descriptors.danceability = row.optionalDouble(18)
        track.descriptors.valence = row.optionalDouble(19)
        track.descriptors.acousticness = row.optionalDouble(20)
        track.descriptors.instrumentalness = row.optionalDouble(21)
        track.descriptors.liveness = row.optionalDouble(22)
        track.descriptors.speechiness = row.optionalDouble(23)
        track.details = row.optionalString(24)
        return track
    }
}
