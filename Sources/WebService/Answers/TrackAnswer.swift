import CatalogCore
import CatalogStore

/// A track as answers show it.
enum TrackAnswer {
    private static let briefFields: [SchemaField] = [
        .always("id", .identifier), .always("title", .words),
        .always("artist", .words, "the artists as printed"),
        .known("album", .words), .known("album_id", .identifier),
        .known("disc_number", .integer(0...1_000_000)), .known("track_number", .integer(0...1_000_000)),
        .known("year", .integer(1...9_999)), .known("duration_seconds", .number(0...1e9)),
        .known("is_explicit", .flag),
        .known("popularity", .number(0...100), "from whoever counts plays elsewhere"),
        .known("isrc", .words), .known("musicbrainz_id", .words),
    ]

    static let brief = Schema.named("Track", .object(briefFields))

    static let full = Schema.named(
        "TrackDetail",
        .object(
            briefFields + [
                .always("artists", .list(NounAnswer.name("ArtistName"), countMax: 1_000)),
                .always(
                    "genres",
                    .list(
                        .named(
                            "TrackGenre",
                            .object([
                                .always("id", .identifier), .always("name", .words),
                                .always("source", .words, "who says so"),
                            ])), countMax: 10_000)),
                .known("sound", sound, "what was heard, else imported, else predicted"),
                .always("has_audio", .flag, "whether a file of it can be played"),
            ]))

    static let sound = Schema.named(
        "Sound",
        .object([
            .known("tempo_bpm", .number(nil)), .known("key", .integer(0...11), "0 is C"),
            .known("mode", .integer(0...1), "1 is major"), .known("time_signature", .integer(0...32)),
            .known("loudness_lufs", .number(nil)), .known("loudness_range_lu", .number(nil)),
            .known("true_peak_db", .number(nil)),
            .known("energy", .share), .known("danceability", .share), .known("valence", .share),
            .known("acousticness", .share), .known("instrumentalness", .share), .known("liveness", .share),
            .known("speechiness", .share),
        ]))

    static func fields(_ track: Track) -> [(String, JSONValue)] {
        [
            ("id", track.id.json), ("title", .string(track.title)), ("artist", .string(track.artist)),
            ("album", track.album.json), ("album_id", (track.albumID?.rawValue).json),
            ("disc_number", track.discNumber.json), ("track_number", track.trackNumber.json),
            ("year", track.year.json),
            ("duration_seconds", track.durationMs.map { Double($0) / 1_000 }.json),
            ("is_explicit", track.isExplicit.json), ("popularity", track.popularity.json),
            ("isrc", track.isrc.json), ("musicbrainz_id", track.musicbrainzID.json),
        ]
    }

    static func json(_ track: Track) -> JSONValue { .object(fields(track)) }

    /// With all that the track's own page shows.
    static func full(_ track: Track, in catalog: some CatalogReading) throws -> JSONValue {
        let artists = try catalog.artists(of: track.id).map(NounAnswer.name)
        let genres = try catalog.genres(of: track.id).map { genre, source in
            JSONValue.object([
                ("id", genre.id.json), ("name", .string(genre.name)), ("source", .string(source.rawValue)),
            ])
        }
        let sound = try catalog.descriptors(of: track.id).map(sound) ?? .null
        return .object(
            fields(track) + [
                ("artists", .array(artists)), ("genres", .array(genres)), ("sound", sound),
                ("has_audio", .bool(try AudioFileChooser.file(of: track.id, in: catalog) != nil)),
            ])
    }

    static func sound(_ sound: Descriptors) -> JSONValue {
        .object([
            ("tempo_bpm", sound.tempoBpm.json), ("key", sound.key.json), ("mode", sound.mode.json),
            ("time_signature", sound.timeSignature.json), ("loudness_lufs", sound.loudnessLufs.json),
            ("loudness_range_lu", sound.loudnessRangeLu.json), ("true_peak_db", sound.truePeakDb.json),
            ("energy", sound.energy.json), ("danceability", sound.danceability.json),
            ("valence", sound.valence.json), ("acousticness", sound.acousticness.json),
            ("instrumentalness", sound.instrumentalness.json), ("liveness", sound.liveness.json),
            ("speechiness", sound.speechiness.json),
        ])
    }
}
