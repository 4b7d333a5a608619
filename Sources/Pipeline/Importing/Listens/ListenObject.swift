import CatalogCore

/// One listen as the JSON exports hold it: the long and the short form of Spotify, ListenBrainz, and a demo library's.
struct ListenObject {
    private let object: JSONValue

    init(_ object: JSONValue) { self.object = object }

    private func text(_ name: String) -> String? { object[name]?.text }

    private func number(_ name: String) -> Double? { Self.number(object[name]) }

    /// Players write numbers as they like: what is none is not known.
    private static func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// The listen, or why it is none.
    var listen: Result<ImportedListen, ListenReader.Rejection> {
        if let kind = text("kind").flatMap({ DemoListen.Kind(rawValue: $0) }) { return demo(kind) }
        if let metadata = object["track_metadata"], !metadata.isNull { return listenBrainz(metadata) }
        if number("ms_played") != nil || text("ts") != nil { return spotifyExtended }
        if text("endTime") != nil || number("msPlayed") != nil { return spotifyShort }
        return .failure(ListenReader.Rejection(reason: "not a listen of a known form"))
    }

    private func demo(_ kind: DemoListen.Kind) -> Result<ImportedListen, ListenReader.Rejection> {
        guard let artist = text("artist"), let title = text("title"), !artist.isEmpty, !title.isEmpty else {
            return .failure(ListenReader.Rejection(reason: "no artist or no title"))
        }
        guard case .integer(let time) = object["time"], (0...4_000_000_000).contains(time) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.user = text("user")
        listen.time = Int(time)
        listen.completion = number("completion").flatMap { (0...1).contains($0) ? $0 : nil }
        switch kind {
        case .play: listen.isSkipped = false
        case .skip: listen.isSkipped = true
        case .like: listen.opinion = .like
        case .rating:
            guard case .integer(let rating) = object["rating"], (1...5).contains(rating) else {
                return .failure(ListenReader.Rejection(reason: "a rating out of range"))
            }
            listen.opinion = .rating(Int(rating))
        }
        return .success(listen)
    }

    private func listenBrainz(_ metadata: JSONValue) -> Result<ImportedListen, ListenReader.Rejection> {
        guard let artist = metadata["artist_name"]?.text, !artist.isEmpty,
            let title = metadata["track_name"]?.text, !title.isEmpty
        else {
            return .failure(ListenReader.Rejection(reason: "no artist or no title"))
        }
        guard let listenedAt = number("listened_at"), (0...4e9).contains(listenedAt) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.album = metadata["release_name"]?.text
        listen.user = text("user_name")
        listen.time = Int(listenedAt)
        let extra = metadata["additional_info"]
        listen.durationSeconds =
            Self.number(extra?["duration_ms"]).map { $0 / 1000 } ?? Self.number(extra?["duration"])
        listen.externalID = extra?["recording_mbid"]?.text
        return .success(listen)
    }

    private var spotifyExtended: Result<ImportedListen, ListenReader.Rejection> {
        guard let title = text("master_metadata_track_name"),
            let artist = text("master_metadata_album_artist_name")
        else {
            let reason = text("episode_name") != nil ? "a podcast" : "no artist or no title"
            return .failure(ListenReader.Rejection(reason: reason))
        }
        guard let ended = text("ts").flatMap(TimeText.parse) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.album = text("master_metadata_album_album_name")
        listen.user = text("username")
        listen.externalID = text("spotify_track_uri")
        let playedSeconds = number("ms_played").flatMap(Self.seconds(ofMilliseconds:))
        listen.playedSeconds = playedSeconds
        // The file tells when a listen ended.
        listen.time = ended - Int(playedSeconds ?? 0)
        // Older files leave `skipped` empty: the forward button says the same.
        if case .bool(let isSkipped) = object["skipped"] {
            listen.isSkipped = isSkipped
        } else {
            listen.isSkipped = text("reason_end").map { $0 == "fwdbtn" }
        }
        return .success(listen)
    }

    private var spotifyShort: Result<ImportedListen, ListenReader.Rejection> {
        guard let title = text("trackName"), let artist = text("artistName"), !title.isEmpty, !artist.isEmpty
        else {
            return .failure(ListenReader.Rejection(reason: "no artist or no title"))
        }
        guard let ended = text("endTime").flatMap(TimeText.parse) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        let playedSeconds = number("msPlayed").flatMap(Self.seconds(ofMilliseconds:))
        listen.playedSeconds = playedSeconds
        listen.time = ended - Int(playedSeconds ?? 0)
        return .success(listen)
    }

    /// Nobody listens longer than a month at a time: other numbers mean nothing.
    private static func seconds(ofMilliseconds milliseconds: Double) -> Double? {
        abs(milliseconds) <= 2_678_400_000 ? milliseconds / 1000 : nil
    }
}
