enum ProviderStatement: String, CatalogStatement {
    case upsert = """
        INSERT INTO provider_track (
            provider, external_id, title, title_key, credit, credit_key, album, year, duration_ms, is_explicit, isrc,
            popularity, row_count, tempo_bpm, key, mode, time_signature, loudness_lufs, energy, danceability, valence,
            acousticness, instrumentalness, liveness, speechiness, details, imported_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (provider, external_id) DO UPDATE SET
            title = excluded.title, title_key = excluded.title_key, credit = excluded.credit,
            credit_key = excluded.credit_key, album = excluded.album, year = excluded.year,
            duration_ms = excluded.duration_ms, is_explicit = excluded.is_explicit, isrc = excluded.isrc,
            popularity = excluded.popularity, row_count = excluded.row_count, tempo_bpm = excluded.tempo_bpm,
            key = excluded.key, mode = excluded.mode, time_signature = excluded.time_signature,
            loudness_lufs = excluded.loudness_lufs, energy = excluded.energy, danceability = excluded.danceability,
            valence = excluded.valence, acousticness = excluded.acousticness,
            instrumentalness = excluded.instrumentalness, liveness = excluded.liveness,
            speechiness = excluded.speechiness, details = excluded.details, imported_ms = excluded.imported_ms
        RETURNING id
        """
    case insert = """
        INSERT INTO provider_track (
            provider, external_id, title, title_key, credit, credit_key, album, year, duration_ms, is_explicit, isrc,
            popularity, row_count, tempo_bpm, key, mode, time_signature, loudness_lufs, energy, danceability, valence,
            acousticness, instrumentalness, liveness, speechiness, details, imported_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    case insertArtist = "INSERT INTO artist (name, name_key, created_ms) VALUES (?, ?, ?)"
    case insertAlbum = "INSERT INTO album (title, title_key, created_ms) VALUES (?, ?, ?)"
    case artists = "SELECT name, id FROM artist WHERE disambiguation = '' /* whole table */"
    case albums = "SELECT title, id FROM album WHERE credit = '' /* whole table */"
    case lastRow = "SELECT coalesce(max(id), 0) FROM provider_track"
    /// Tracks of the rows after `?2`, with their numbers raised by `?1`.
    case makeTracks = """
        INSERT INTO track (
            id, title, title_key, credit, credit_key, album_id, year, duration_ms, is_explicit, isrc, popularity,
            created_ms, updated_ms)
        SELECT
            row.id + ?1, row.title, row.title_key, row.credit, row.credit_key,
            (SELECT album.id FROM album WHERE album.title = row.album AND album.credit = ''), row.year,
            row.duration_ms, row.is_explicit, row.isrc, row.popularity, ?3, ?3
        FROM provider_track AS row WHERE row.id > ?2 ORDER BY row.id
        """
    case insertCredit = "INSERT INTO track_credit (track_id, position, artist_id) VALUES (?, ?, ?)"
    case makeLinks = """
        INSERT INTO provider_link (provider_track_id, track_id, confidence, method, decision, created_ms)
        SELECT id, id + ?1, 1, 'import', 'accepted', ?3 FROM provider_track WHERE id > ?2 ORDER BY id
        """
    case makeDescriptors = """
        INSERT INTO track_descriptor (
            track_id, tempo_bpm, key, mode, time_signature, loudness_lufs, energy, danceability, valence,
            acousticness, instrumentalness, liveness, speechiness)
        SELECT
            id + ?1, tempo_bpm, key, mode, time_signature, loudness_lufs, energy, danceability, valence, acousticness,
            instrumentalness, liveness, speechiness
        FROM provider_track
        WHERE id > ?2 AND coalesce(
            tempo_bpm, key, mode, time_signature, loudness_lufs, energy, danceability, valence, acousticness,
            instrumentalness, liveness, speechiness) IS NOT NULL
        ORDER BY id
        """
    case hasRows = "SELECT 1 FROM provider_track WHERE provider = ? LIMIT 1"
    case setRowCount = "UPDATE provider_track SET row_count = ? WHERE provider = ? AND external_id = ?"
    case scan = """
        SELECT
            id, provider, external_id, title, credit, album, year, duration_ms, is_explicit, isrc, popularity,
            row_count, tempo_bpm, key, mode, time_signature, loudness_lufs, energy, danceability, valence,
            acousticness, instrumentalness, liveness, speechiness, details
        FROM provider_track WHERE id > ? ORDER BY id LIMIT ?
        """
    case link = """
        INSERT INTO provider_link (provider_track_id, track_id, confidence, method, decision, created_ms)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (provider_track_id, track_id) DO UPDATE SET
            confidence = excluded.confidence, method = excluded.method, decision = excluded.decision
        WHERE provider_link.method <> 'person' OR excluded.method = 'person'
        """
    case decide = """
        UPDATE provider_link SET decision = ?, method = 'person' WHERE provider_track_id = ? AND track_id = ?
        RETURNING provider_track_id
        """
    case linksOfTrack = """
        SELECT
            provider_track.id, provider_track.provider, provider_track.external_id, provider_link.track_id,
            provider_link.confidence, provider_link.method, provider_link.decision
        FROM provider_link JOIN provider_track ON provider_track.id = provider_link.provider_track_id
        WHERE provider_link.track_id = ?
        ORDER BY provider_link.confidence DESC, provider_track.id
        """
    case openLinks = """
        SELECT
            provider_track.id, provider_track.provider, provider_track.external_id, provider_link.track_id,
            provider_link.confidence, provider_link.method, provider_link.decision
        FROM provider_link JOIN provider_track ON provider_track.id = provider_link.provider_track_id
        WHERE provider_link.decision = 'open'
        ORDER BY provider_link.confidence DESC LIMIT ?
        """
    case trackByExternal = """
        SELECT provider_link.track_id
        FROM provider_track
        JOIN provider_link ON provider_link.provider_track_id = provider_track.id
        WHERE provider_track.provider = ? AND provider_track.external_id = ?
            AND provider_link.decision = 'accepted'
        ORDER BY provider_link.confidence DESC, provider_link.track_id LIMIT 1
        """
    case rowByExternal = "SELECT id FROM provider_track WHERE provider = ? AND external_id = ?"
    case externalOfRow = "SELECT provider, external_id FROM provider_track WHERE id = ?"
    case keepOddRow = "INSERT INTO odd_row (run_id, row_number, content, reason) VALUES (?, ?, ?, ?)"
    case oddRows =
        "SELECT row_number, content, reason FROM odd_row WHERE run_id = ? ORDER BY row_number LIMIT ?"
}
