import CatalogCore
import SQLite

extension CatalogReading {
    package func track(_ id: TrackID) throws -> Track? {
        try first(TrackStatement.byID, id, read: track(from:))
    }

    package func hasTrack(_ id: TrackID) throws -> Bool { try count(TrackStatement.isThere, id) > 0 }

    /// The tracks of these ids, in their order; ids that are not there are left out.
    package func tracks(_ ids: [TrackID]) throws -> [Track] { try ids.compactMap { try track($0) } }

    /// The next tracks by id; start with `nil`.
    package func tracks(after id: TrackID?, limit: Int) throws -> [Track] {
        try all(TrackStatement.page, id?.rawValue ?? 0, limit, read: track(from:))
    }

    /// The tracks that an artist is credited on, most popular first.
    package func tracks(of artist: ArtistID, limit: Int = 500) throws -> [Track] {
        try all(TrackStatement.ofArtist, artist, limit, read: track(from:))
    }

    /// The tracks of an album, in its order.
    package func tracks(of album: AlbumID, limit: Int = 1_000) throws -> [Track] {
        try all(TrackStatement.ofAlbum, album, limit, read: track(from:))
    }

    package func track(withAudioHash hash: [UInt8]) throws -> TrackID? {
        try first(TrackStatement.idByAudio, hash) { TrackID($0.int64(0)) }
    }

    package func track(withMusicbrainzID musicbrainzID: String) throws -> TrackID? {
        try first(TrackStatement.idByMusicbrainz, musicbrainzID) { TrackID($0.int64(0)) }
    }

    /// The track that goes by this title and credit, however they are written; of several the one nearest in duration.
    package func track(titled title: String, by credit: String, durationMs: Int? = nil) throws -> TrackID? {
        // Listens are often told with the first artist alone.
        for statement in [TrackStatement.idsByTitle, .idsByTitleAndFirstArtist] {
            let candidates = try all(
                statement, TextKey.fold(title), TextKey.fold(credit), Self.namesakeLimit
            ) { (id: TrackID($0.int64(0)), durationMs: $0.optionalInt(1)) }
            if let found = nearest(in: candidates, to: durationMs) { return found }
        }
        return nil
    }

    package func audioHash(of track: TrackID) throws -> [UInt8]? {
        try first(TrackStatement.audioOf, track) { $0.optionalBytes(0) } ?? nil
    }

    package func tags(of track: TrackID) throws -> [(name: String, value: String)] {
        try all(TrackStatement.tagsOf, track) { ($0.string(0), $0.string(1)) }
    }

    /// All tracks that carry a tag, with its value.
    package func tracks(tagged name: String) throws -> [(track: TrackID, value: String)] {
        try all(TrackStatement.tracksTagged, name.lowercased()) { (TrackID($0.int64(0)), $0.string(1)) }
    }

    package func trackCount() throws -> Int { try count(TrackStatement.countAll) }

    /// How many tracks of one title and credit are looked at to find the one of a duration.
    static var namesakeLimit: Int { 50 }

    /// Durations of one recording differ by less than this between releases.
    static var durationToleranceMs: Int { 5_000 }

    func nearest(in candidates: [(id: TrackID, durationMs: Int?)], to durationMs: Int?) -> TrackID? {
        guard let durationMs else { return candidates.first?.id }
        func distance(_ other: Int?) -> Int { other.map { abs($0 - durationMs) } ?? Self.durationToleranceMs }
        return
            candidates
            .filter { distance($0.durationMs) <= Self.durationToleranceMs }
            .min { (distance($0.durationMs), $0.id) < (distance($1.durationMs), $1.id) }?.id
    }

    func track(from row: Row) -> Track {
        Track(
            id: TrackID(row.int64(0)), title: row.string(1), artist: row.string(2),
            album: row.optionalString(3),
            albumID: row.optionalInt64(4).map { AlbumID($0) }, discNumber: row.optionalInt(5),
            trackNumber: row.optionalInt(6), year: row.optionalInt(7), durationMs: row.optionalInt(8),
            isExplicit: row.optionalBool(9), isrc: row.optionalString(10),
            musicbrainzID: row.optionalString(11),
            popularity: row.optionalDouble(12))
    }
}
