/// One listen as the JSON exports hold it: the long and the short form of Spotify, and ListenBrainz.
struct ListenObject: Decodable {
    struct Metadata: Decodable {
        struct Additional: Decodable {
            let duration: Double?
            let duration_ms: Double?
            let recording_mbid: String?

            private enum CodingKeys: String, CodingKey { case duration, duration_ms, recording_mbid }

            init(from decoder: any Decoder) throws {
                let values = try decoder.container(keyedBy: CodingKeys.self)
                // Players write these as they like: what is not a number is not known.
                duration = try? values.decodeIfPresent(Double.self, forKey: .duration)
                duration_ms = try? values.decodeIfPresent(Double.self, forKey: .duration_ms)
                recording_mbid = try? values.decodeIfPresent(String.self, forKey: .recording_mbid)
            }
        }

        let artist_name: String?
        let track_name: String?
        let release_name: String?
        let additional_info: Additional?
    }

    // Spotify, extended.
    let ts: String?
    let username: String?
    let ms_played: Double?
    let master_metadata_track_name: String?
    let master_metadata_album_artist_name: String?
    let master_metadata_album_album_name: String?
    let spotify_track_uri: String?
    let episode_name: String?
    let skipped: Bool?
    let reason_end: String?
    // Spotify, short.
    let endTime: String?
    let artistName: String?
    let trackName: String?
    let msPlayed: Double?
    // ListenBrainz.
    let listened_at: Double?
    let user_name: String?
    let track_metadata: Metadata?

    /// The listen, or why it is none.
    var listen: Result<ImportedListen, ListenReader.Rejection> {
        if let metadata = track_metadata { return listenBrainz(metadata) }
        if ms_played != nil || ts != nil { return spotifyExtended }
        if endTime != nil || msPlayed != nil { return spotifyShort }
        return .failure(ListenReader.Rejection(reason: "not a listen of a known form"))
    }

    private func listenBrainz(_ metadata: Metadata) -> Result<ImportedListen, ListenReader.Rejection> {
        guard let artist = metadata.artist_name, !artist.isEmpty, let title = metadata.track_name,
            !title.isEmpty
        else {
            return .failure(ListenReader.Rejection(reason: "no artist or no title"))
        }
        guard let listened_at, listened_at.isFinite, (0...4e9).contains(listened_at) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.album = metadata.release_name
        listen.user = user_name
        listen.time = Int(listened_at)
        let extra = metadata.additional_info
        listen.durationSeconds = extra?.duration_ms.map { $0 / 1000 } ?? extra?.duration
        listen.externalID = extra?.recording_mbid
        return .success(listen)
    }

    private var spotifyExtended: Result<ImportedListen, ListenReader.Rejection> {
        guard let title = master_metadata_track_name, let artist = master_metadata_album_artist_name else {
            let reason = episode_name != nil ? "a podcast" : "no artist or no title"
            return .failure(ListenReader.Rejection(reason: reason))
        }
        guard let ended = ts.flatMap(TimeText.parse) else {
            return .failure(ListenReader.Rejection(reason: "no time"))
        }
        var listen = ImportedListen(artist: artist)
        listen.title = title
        listen.album = master_metadata_album_album_name
        listen.user = username
        listen.externalID = spotify_track_uri
        listen.playedSeconds = ms_played.map { $0 / 1000 }
        // The file tells when a listen ended.
        listen.time = ended - Int((ms_played ?? 0) / 1000)
        // Older files leave `skipped` empty: the forward button says the same.
        listen.isSkipped = skipped ?? reason_end.map { $0 == "fwdbtn" }
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
