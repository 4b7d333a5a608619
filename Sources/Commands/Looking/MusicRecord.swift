import CatalogCore
import CatalogStore

/// What `show` says of a thing.
enum MusicRecord {
    private static let trackCountMax = 200

    static func track(_ track: Track, in catalog: some CatalogReading) throws -> Record {
        var record = Record()
        record.append("id", title: "Track", .id(track.id.rawValue))
        record.append("title", .text(track.title))
        record.append("artist", .text(track.artist))
        record.append("album", Cell(track.album))
        record.append("album_id", title: "", track.albumID.map { .id($0.rawValue) } ?? .missing)
        record.append("disc_number", title: "Disc", track.discNumber.map { .id(Int64($0)) } ?? .missing)
        record.append("track_number", title: "Number", track.trackNumber.map { .id(Int64($0)) } ?? .missing)
        record.append("year", track.year.map { .id(Int64($0)) } ?? .missing)
        record.append("duration_seconds", title: "Length", length(track.durationMs))
        record.append("is_explicit", title: "Explicit", track.isExplicit.map(Cell.flag) ?? .missing)
        record.append("popularity", track.popularity.map { .number($0, decimals: 0) } ?? .missing)
        record.append("isrc", title: "ISRC", Cell(track.isrc))
        record.append("musicbrainz_id", title: "MusicBrainz", Cell(track.musicbrainzID))
        appendSound(try catalog.descriptors(of: track.id), to: &record)
        record.append(
            "genres", try catalog.genres(of: track.id),
            [
                Column("name", title: "Genre") { .text($0.genre.name) },
                Column("source", title: "According to") { .text($0.source.rawValue) },
            ])
        record.append(
            "artists", try catalog.artists(of: track.id),
            [Column("id", title: "ID") { .id($0.id.rawValue) }, Column("name") { .text($0.name) }])
        record.append(
            "files", try catalog.files(of: track.id),
            [
                Column("path", title: "File") { .text($0.displayPath) },
                Column("format") { Cell($0.format) },
                Column("bit_rate_kbps", title: "kbps") {
                    $0.bitRateKbps.map { .number($0, decimals: 0) } ?? .missing
                },
                Column("size_bytes", title: "Size") { .bytes($0.sizeBytes) },
                Column("status") { .text($0.status) },
            ])
        return record
    }

    static func artist(_ artist: Artist, in catalog: some CatalogReading) throws -> Record {
        var record = Record()
        record.append("id", title: "Artist", .id(artist.id.rawValue))
        record.append("name", .text(artist.name))
        record.append("musicbrainz_id", title: "MusicBrainz", Cell(artist.musicbrainzID))
        record.append("track_count", title: "Tracks", .integer(Int64(try catalog.trackCount(of: artist.id))))
        record.append(
            "albums", try catalog.albums(of: artist.id, limit: trackCountMax),
            [
                Column("id", title: "ID") { .id($0.id.rawValue) }, Column("title") { .text($0.title) },
                Column("year") { $0.year.map { .id(Int64($0)) } ?? .missing },
            ])
        record.append(
            "tracks", title: "Tracks, most popular first",
            try catalog.tracks(of: artist.id, limit: trackCountMax),
            [
                Column("id", title: "ID") { .id($0.id.rawValue) }, Column("title") { .text($0.title) },
                Column("artist") { .text($0.artist) }, Column("album") { Cell($0.album) },
                Column("duration_seconds", title: "Length") { length($0.durationMs) },
            ])
        return record
    }

    static func album(_ album: Album, in catalog: some CatalogReading) throws -> Record {
        var record = Record()
        record.append("id", title: "Album", .id(album.id.rawValue))
        record.append("title", .text(album.title))
        record.append("artist", album.artist.isEmpty ? .missing : .text(album.artist))
        record.append("year", album.year.map { .id(Int64($0)) } ?? .missing)
        record.append("musicbrainz_id", title: "MusicBrainz", Cell(album.musicbrainzID))
        let tracks = try catalog.tracks(of: album.id)
        let lengths = tracks.compactMap(\.durationMs)
        record.append(
            "duration_seconds", title: "Length", lengths.isEmpty ? .missing : length(lengths.reduce(0, +)))
        record.append(
            "tracks", tracks,
            [
                Column("disc_number", title: "Disc") { $0.discNumber.map { .id(Int64($0)) } ?? .missing },
                Column("track_number", title: "No.") { $0.trackNumber.map { .id(Int64($0)) } ?? .missing },
                Column("id", title: "ID") { .id($0.id.rawValue) }, Column("title") { .text($0.title) },
                Column("artist") { .text($0.artist) },
                Column("duration_seconds", title: "Length") { length($0.durationMs) },
            ])
        return record
    }

    private static func appendSound(_ sound: Descriptors?, to record: inout Record) {
        guard let sound else { return }
        record.append(
            "tempo_bpm", title: "Tempo", sound.tempoBpm.map { .number($0, decimals: 1) } ?? .missing)
        record.append("key", title: "Key", Cell(keyName(sound)))
        record.append(
            "loudness_lufs", title: "Loudness",
            sound.loudnessLufs.map { .number($0, decimals: 1) } ?? .missing)
        let shares: [(name: String, value: Double?)] = [
            ("energy", sound.energy), ("danceability", sound.danceability), ("valence", sound.valence),
            ("acousticness", sound.acousticness), ("instrumentalness", sound.instrumentalness),
            ("liveness", sound.liveness), ("speechiness", sound.speechiness),
        ]
        for share in shares { record.append(share.name, share.value.map(Cell.share) ?? .missing) }
    }

    /// `A minor`.
    private static func keyName(_ sound: Descriptors) -> String? {
        let names = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"]
        guard let key = sound.key, names.indices.contains(key) else { return nil }
        return sound.mode.map { "\(names[key]) \($0 == 1 ? "major" : "minor")" } ?? names[key]
    }

    private static func length(_ milliseconds: Int?) -> Cell {
        milliseconds.map { .duration(seconds: Double($0) / 1_000) } ?? .missing
    }
}
