/// One listen as the JSON exports hold it: the long and the short form of Spotify, and ListenBrainz.
struct ListenObject: Decodable {
    struct Metadata: Decodable {
        struct Additional: Decodable {
            let duration: Double?
            let durationMs: Double?
            let recordingID: String?

            private enum CodingKeys: String, CodingKey {
                case duration
                case durationMs = "duration_ms"
                case recordingID = "recording_mbid"
            }

            init(from decoder: any Decoder) throws {
                let values = try decoder.container(keyedBy: CodingKeys.self)
                // Players write these as they like: what is not a number is not known.
                duration = try? values.decodeIfPresent(Double.self, forKey: .duration)
                durationMs = try? values.decodeIfPresent(Double.self, forKey: .durationMs)
                recordingID = try? values.decodeIfPresent(String.self, forKey: .recordingID)
            }
        }

        let artistName: String?
        let trackName: String?
        let releaseName: String?
        let additionalInfo: Additional?

        private enum CodingKeys: String, CodingKey {
            case artistName = "artist_name"
            case trackName = "track_name"
            case releaseName = "release_name"
            case additionalInfo = "additional_info"
        }
    }

    // Spotify, extended.
    let ts: String?
    let username: String?
    let playedMs: Double?
    let masterTrackName: String?
    let masterArtistName: String?
    let masterAlbumName: String?
    let spotifyTrackURI: String?
    let episodeName: String?
    let skipped: Bool?
    let reasonEnd: String?
    // Spotify, short.
    let endTime: String?
    let artistName: String?
    let trackName: String?
    let msPlayed: Double?
    // ListenBrainz.
    let listenedAt: Double?
    let userName: String?
    let trackMetadata: Metadata?

    // A demo library.
    let user: String?
    let artist: String?
    let title: String?
    let kind: DemoListen.Kind?
    let time: Int?
    let completion: Double?
    let rating: Int?

    private enum CodingKeys: String, CodingKey {
        case user, artist, title, kind, time, completion, rating
        case ts, username, skipped, endTime, artistName, trackName, msPlayed
        case playedMs = "ms_played"
        case masterTrackName = "master_metadata_track_name"
        case masterArtistName = "master_metadata_album_artist_name"
        case masterAlbumName = "master_metadata_album_album_name"
        case spotifyTrackURI = "spotify_track_uri"
        case episodeName = "episode_name"
        case reasonEnd = "reason_end"
        case listenedAt = "listened_at"
        case userName = "user_name"
        case trackMetadata = "track_metadata"
    }

    /// The listen, or why it is none.
    var listen: Result<ImportedListen, ListenReader.Rejection> {
        if let kind { return demo(kind) }
        if let metadata = trackMetadata { return listenBrainz(metadata) }
        if playedMs != nil || ts != nil { return spotifyExtended }
        if endTime != nil || msPlayed != nil { return spotifyShort }
        return .failure(ListenReader.Rejection(reason: "not a listen of a known form"))
    }

    private func demo(_ kind: DemoListen.Kind) -> Result<ImportedListen, ListenReader.Rejection> {
        guard let artist, let title, !artist.isEmpty, !title.isEmpty else {
            return .failure(ListenReader.Rejection(reason: "no artist or no title"))
        }
        guard let time, (0...4_000_000_000).contains(time) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.user = user
        listen.time = time
        listen.completion = completion.flatMap { (0...1).contains($0) ? $0 : nil }
        switch kind {
        case .play: listen.isSkipped = false
        case .skip: listen.isSkipped = true
        case .like: listen.opinion = .like
        case .rating:
            guard let rating, (1...5).contains(rating) else {
                return .failure(ListenReader.Rejection(reason: "a rating out of range"))
            }
            listen.opinion = .rating(rating)
        }
        return .success(listen)
    }

    private func listenBrainz(_ metadata: Metadata) -> Result<ImportedListen, ListenReader.Rejection> {
        guard let artist = metadata.artistName, !artist.isEmpty, let title = metadata.trackName,
            !title.isEmpty
        else {
            return .failure(ListenReader.Rejection(reason: "no artist or no title"))
        }
        guard let listenedAt, listenedAt.isFinite, (0...4e9).contains(listenedAt) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.album = metadata.releaseName
        listen.user = userName
        listen.time = Int(listenedAt)
        let extra = metadata.additionalInfo
        listen.durationSeconds = extra?.durationMs.map { $0 / 1000 } ?? extra?.duration
        listen.externalID = extra?.recordingID
        return .success(listen)
    }

    private var spotifyExtended: Result<ImportedListen, ListenReader.Rejection> {
        guard let title = masterTrackName, let artist = masterArtistName else {
            let reason = episodeName != nil ? "a podcast" : "no artist or no title"
            return .failure(ListenReader.Rejection(reason: reason))
        }
        guard let ended = ts.flatMap(TimeText.parse) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.album = masterAlbumName
        listen.user = username
        listen.externalID = spotifyTrackURI
        listen.playedSeconds = playedMs.map { $0 / 1000 }
        // The file tells when a listen ended.
        listen.time = ended - Int((playedMs ?? 0) / 1000)
        // Older files leave `skipped` empty: the forward button says the same.
        listen.isSkipped = skipped ?? reasonEnd.map { $0 == "fwdbtn" }
        return .success(listen)
    }

    private var spotifyShort: Result<ImportedListen, ListenReader.Rejection> {
        guard let title = trackName, let artist = artistName, !title.isEmpty, !artist.isEmpty else {
            return .failure(ListenReader.Rejection(reason: "no artist or no title"))
        }
        guard let ended = endTime.flatMap(TimeText.parse) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.playedSeconds = msPlayed.map { $0 / 1000 }
        listen.time = ended - Int((msPlayed ?? 0) / 1000)
        return .success(listen)
    }
}
