/// A view that people's own SQL may read. Names and columns are part of the interface: they stay.
package struct QueryView: Sendable {
    package struct Column: Sendable {
        package let name: String
        package let meaning: String
    }

    package let name: String
    package let purpose: String
    package let columns: [Column]

    /// Columns are written `name: meaning`, one a line.
    private init(_ name: String, _ purpose: String, _ columns: String) {
        self.name = name
        self.purpose = purpose
        self.columns = columns.split(separator: "\n").map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return Column(
                name: String(parts[0]), meaning: parts.count > 1 ? String(parts[1].dropFirst()) : "")
        }
    }

    package static let all = music + people + learned

    private static let music = [
        QueryView(
            "tracks", "every piece of music, with what was heard in it or is known of it from elsewhere",
            """
            id: its number
            title: as tagged
            artist: the artists as printed
            album: its album's title
            year: of the recording, else of the album
            duration_seconds: its length
            is_explicit: 1 where the words are
            popularity: 0 to 100, from whoever counts plays elsewhere
            tempo_bpm: beats a minute
            key: 0 for C to 11 for B
            mode: major or minor
            loudness_lufs: integrated loudness
            energy: 0 to 1
            danceability: 0 to 1
            valence: 0 sad to 1 glad
            acousticness: 0 to 1
            instrumentalness: 0 to 1
            liveness: 0 to 1
            speechiness: 0 to 1
            created_ms: when the catalog met it
            """),
        QueryView(
            "artists", "who made music",
            """
            id: its number
            name: as printed
            musicbrainz_id: where known
            """),
        QueryView(
            "albums", "releases",
            """
            id: its number
            title: as tagged
            artist: the album artists as printed
            year: of the release
            musicbrainz_id: where known
            """),
        QueryView(
            "credits", "the artists of each track, one by one",
            """
            track_id: the track
            position: 0 for the first
            artist_id: the artist
            artist: the artist's name
            """),
        QueryView(
            "genres", "the taxonomy",
            """
            id: its number
            genre: its name
            parent: the genre that it is under
            """),
        QueryView(
            "track_genres", "the genres of each track, by who says so",
            """
            track_id: the track
            genre: the genre's name
            parent: the genre that it is under
            source: tag, import, predicted or person
            """),
        QueryView(
            "tags", "tags without a column of their own",
            """
            track_id: the track
            name: the tag's name
            value: its value
            """),
        QueryView(
            "files", "files and objects, and what came of hearing them",
            """
            id: its number
            path: as a person reads it
            source: folder or bucket
            format: of the audio
            bit_rate_kbps: of the audio
            sample_rate_hz: of the audio
            channel_count: of the audio
            duration_seconds: its length
            size_bytes: of the file
            status: ok, partial, failed, unanalysable or missing
            reason: why it is not ok
            heard_percent: how much of a partial one was heard
            track_id: the track that it plays
            first_seen_ms: when the catalog met it
            """),
        QueryView(
            "duplicates", "tracks that are one recording",
            """
            group_id: the recording
            track_id: the track
            title: the track's title
            artist: the track's artists as printed
            similarity: of the fingerprints, 0 to 1
            is_preferred: 1 for the one that is shown
            """),
        QueryView(
            "provider_tracks", "rows of imported tables",
            """
            id: its number
            provider: where the table comes from
            external_id: the provider's own id
            title: as the table has it
            artist: as the table has it
            album: as the table has it
            year: as the table has it
            popularity: as the table has it
            row_count: how many rows spoke of it
            track_id: the track that it was found to be
            """),
        QueryView(
            "track_lyrics", "words and their mood",
            """
            track_id: the track
            source: embedded, file or person
            language: as recognised
            is_timed: 1 where lines have times
            positive: share, 0 to 1
            negative: share, 0 to 1
            compound: sentiment, -1 to 1
            text: the words
            """),
    ]

    private static let people = [
        QueryView(
            "users", "people who listen",
            """
            id: their number
            name: the name they go by
            display_name: the name they are shown by
            created_ms: when they were added
            """),
        QueryView(
            "events", "everything that people did and did not take back",
            """
            id: its number, in the order of arrival
            user: who
            track_id: the track, where it is here
            kind: play, skip, like, dislike, ban or rating
            time_ms: when, in milliseconds since 1970
            time: the same as text, UTC
            title: of the track, or as it was told
            artist: of the track, or as it was told
            played_ms: how long it was heard
            total_ms: how long it is
            rating: 0.5 to 5
            source: who told
            session: as told
            context: as told
            """),
        QueryView(
            "opinions", "what each person did with each track, added up",
            """
            user: who
            track_id: the track
            title: its title
            artist: its artists as printed
            stance: like, dislike or ban
            rating: the last one
            play_count: plays
            skip_count: skips
            played_ms: time heard
            last_heard_ms: the last play or skip
            """),
        QueryView(
            "playlists", "lists that people made or had made",
            """
            id: its number
            user: whose
            name: its name
            description: what was said of it
            created_ms: when it was made
            updated_ms: when it last changed
            track_count: how long it is
            """),
        QueryView(
            "playlist_tracks", "what is on them",
            """
            playlist_id: the playlist
            position: 0 for the first
            track_id: the track, where it is here
            title: of the track, or as it was told
            artist: of the track, or as it was told
            """),
    ]

    private static let learned = [
        QueryView(
            "models", "what was trained",
            """
            id: its number
            name: what it goes by
            kind: what it does
            version: of its name
            is_active: 1 for the one in use
            created_ms: when it was trained
            dimension: of its vectors
            parameters: JSON
            training: JSON
            metrics: JSON
            """),
        QueryView(
            "runs", "ingests, imports and evaluations",
            """
            id: its number
            kind: what was run
            status: running, finished, cancelled or failed
            started_ms: when it began
            finished_ms: when it ended
            parameters: JSON
            outcome: JSON
            """),
        QueryView(
            "predictions", "numbers that models say of tracks",
            """
            model: the model's name
            version: the model's version
            is_active: 1 for the one in use
            track_id: the track
            name: what is predicted
            value: how much
            lower: of its interval
            upper: of its interval
            """),
        QueryView(
            "labels", "words that models say of tracks",
            """
            model: the model's name
            version: the model's version
            is_active: 1 for the one in use
            track_id: the track
            position: 0 for the likeliest
            label: the word
            probability: 0 to 1
            """),
    ]
}
