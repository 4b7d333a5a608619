/// What a column of a table of listens may mean.
package enum ListenField: String, CaseIterable, Sendable {
    case user, artist, title, album, time, count, playedMs, playedSeconds, skipped, id

    private var names: [String] {
        switch self {
        case .user: ["user", "userid", "username", "listener"]
        case .artist: ["artist", "artists", "artistname", "artistid", "albumartist"]
        case .title: ["title", "track", "trackname", "song", "songname", "name", "trackid"]
        case .album: ["album", "albumname", "release", "releasename"]
        case .time:
            ["time", "timestamp", "uts", "date", "listenedat", "playedat", "utctime", "endtime", "ts"]
        case .count: ["count", "plays", "playcount", "weight", "scrobbles", "listens"]
        case .playedMs: ["msplayed", "playedms"]
        case .playedSeconds: ["playedseconds", "secondsplayed"]
        case .skipped: ["skipped", "isskipped"]
        case .id: ["uri", "trackuri", "spotifytrackuri", "trackmbid", "recordingmbid"]
        }
    }

    /// The field of a name, as a column's head or as `--map column=field` gives it.
    package static func named(_ name: String) -> ListenField? {
        let key = TextFolding.words(of: name).joined()
        return allCases.first { $0.rawValue.lowercased() == key } ?? allCases.first { $0.names.contains(key) }
    }
}
