/// What a column of a table of tracks may mean.
package enum TrackField: String, CaseIterable, Sendable {
    case id, title, artists, album, genre, popularity, durationMs, durationSeconds, isExplicit, year, isrc
    case danceability, energy, key, loudness, mode, speechiness, acousticness, instrumentalness, liveness,
        valence
    case tempo, timeSignature

    /// Column names in use for it, as `TextFolding` closes them up.
    private var names: [String] {
        switch self {
        case .id: ["trackid", "id", "uri", "trackuri", "spotifyid", "spotifytrackuri", "songid"]
        case .title: ["title", "trackname", "name", "song", "songname", "songtitle", "track", "tracktitle"]
        case .artists: ["artists", "artist", "artistname", "artistnames", "performer", "trackartist"]
        case .album: ["album", "albumname", "albumtitle", "release", "releasename"]
        case .genre: ["genre", "genres", "trackgenre", "playlistgenre", "tags", "topgenre"]
        case .popularity: ["popularity", "trackpopularity", "spotifypopularity"]
        case .durationMs: ["durationms", "lengthms", "trackdurationms", "msduration"]
        case .durationSeconds:
            ["duration", "length", "seconds", "durationseconds", "durations", "lengthseconds"]
        case .isExplicit: ["explicit", "isexplicit"]
        case .year:
            ["year", "releaseyear", "date", "releasedate", "albumreleasedate", "trackalbumreleasedate"]
        case .isrc: ["isrc"]
        case .tempo: ["tempo", "bpm"]
        case .timeSignature: ["timesignature", "meter", "metre"]
        case .danceability, .energy, .key, .loudness, .mode, .speechiness, .acousticness, .instrumentalness,
            .liveness,
            .valence:
            [rawValue]
        }
    }

    /// The numbers that are kept as attributes of a track, in the order of `ImportedTrack.attributes`.
    package static let attributes: [TrackField] = [
        .danceability, .energy, .key, .loudness, .mode, .speechiness, .acousticness, .instrumentalness,
        .liveness,
        .valence, .tempo, .timeSignature,
    ]

    /// The values that a column may hold; others are reported and left out.
    var range: ClosedRange<Double>? {
        switch self {
        case .popularity: 0...100
        // 24 days, as listening services limit it.
        case .durationMs: 1...2_073_600_000
        case .durationSeconds: 0.001...2_073_600
        case .year: 1000...9999
        case .danceability, .energy, .speechiness, .acousticness, .instrumentalness, .liveness, .valence:
            0...1
        case .key: -1...11
        case .mode: 0...1
        case .loudness: -100...20
        case .tempo: 20...400
        case .timeSignature: 1...32
        default: nil
        }
    }

    /// The field of a name, as a column's head or as `--map column=field` gives it.
    package static func named(_ name: String) -> TrackField? {
        let key = TextFolding.words(of: name).joined()
        return allCases.first { $0.rawValue.lowercased() == key } ?? allCases.first { $0.names.contains(key) }
    }
}
