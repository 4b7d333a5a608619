enum DescriptorStatement: String, CatalogStatement {
    case read = """
        SELECT
            tempo_bpm, tempo_confidence, key, mode, key_confidence, time_signature, loudness_lufs,
            loudness_range_lu, true_peak_db, energy, danceability, valence, acousticness,
            instrumentalness, liveness, speechiness
        FROM track_descriptor WHERE track_id = ?
        """
    case heard = """
        SELECT
            tempo_bpm, tempo_confidence, key, mode, key_confidence, time_signature, loudness_lufs,
            loudness_range_lu, true_peak_db, energy, danceability, valence, acousticness,
            instrumentalness, liveness, speechiness
        FROM heard_descriptor WHERE track_id = ?
        """
    case scan = """
        SELECT
            tempo_bpm, tempo_confidence, key, mode, key_confidence, time_signature, loudness_lufs,
            loudness_range_lu, true_peak_db, energy, danceability, valence, acousticness,
            instrumentalness, liveness, speechiness,
            track_id
        FROM track_descriptor ORDER BY track_id /* whole table */
        """
    case writeHeard = """
        INSERT INTO heard_descriptor (
            tempo_bpm, tempo_confidence, key, mode, key_confidence, time_signature, loudness_lufs,
            loudness_range_lu, true_peak_db, energy, danceability, valence, acousticness,
            instrumentalness, liveness, speechiness,
            track_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (track_id) DO UPDATE SET
            tempo_bpm = excluded.tempo_bpm,
            tempo_confidence = excluded.tempo_confidence,
            key = excluded.key,
            mode = excluded.mode,
            key_confidence = excluded.key_confidence,
            time_signature = excluded.time_signature,
            loudness_lufs = excluded.loudness_lufs,
            loudness_range_lu = excluded.loudness_range_lu,
            true_peak_db = excluded.true_peak_db,
            energy = excluded.energy,
            danceability = excluded.danceability,
            valence = excluded.valence,
            acousticness = excluded.acousticness,
            instrumentalness = excluded.instrumentalness,
            liveness = excluded.liveness,
            speechiness = excluded.speechiness
        """
    /// Heard, else imported (the surest accepted link), else predicted by an active model.
    case derive = """
        SELECT
            coalesce(heard.tempo_bpm, imported.tempo_bpm),
            heard.tempo_confidence,
            coalesce(heard.key, imported.key),
            coalesce(heard.mode, imported.mode),
            heard.key_confidence,
            coalesce(heard.time_signature, imported.time_signature),
            coalesce(heard.loudness_lufs, imported.loudness_lufs),
            heard.loudness_range_lu,
            heard.true_peak_db,
            coalesce(heard.energy, imported.energy, (
                SELECT prediction.value FROM prediction JOIN model ON model.id = prediction.model_id
                WHERE prediction.track_id = wanted.id AND prediction.name = 'energy' AND model.is_active = 1
                ORDER BY model.id DESC LIMIT 1)),
            coalesce(heard.danceability, imported.danceability, (
                SELECT prediction.value FROM prediction JOIN model ON model.id = prediction.model_id
                WHERE prediction.track_id = wanted.id AND prediction.name = 'danceability' AND model.is_active = 1
                ORDER BY model.id DESC LIMIT 1)),
            coalesce(heard.valence, imported.valence, (
                SELECT prediction.value FROM prediction JOIN model ON model.id = prediction.model_id
                WHERE prediction.track_id = wanted.id AND prediction.name = 'valence' AND model.is_active = 1
                ORDER BY model.id DESC LIMIT 1)),
            coalesce(heard.acousticness, imported.acousticness),
            coalesce(heard.instrumentalness, imported.instrumentalness),
            coalesce(heard.liveness, imported.liveness),
            coalesce(heard.speechiness, imported.speechiness)
        FROM (SELECT ?1 AS id) AS wanted
        LEFT JOIN heard_descriptor AS heard ON heard.track_id = wanted.id
        LEFT JOIN provider_track AS imported ON imported.id = (
            SELECT provider_track_id FROM provider_link
            WHERE track_id = wanted.id AND decision = 'accepted'
            ORDER BY confidence DESC, provider_track_id LIMIT 1)
        """
    case write = """
        INSERT INTO track_descriptor (
            tempo_bpm, tempo_confidence, key, mode, key_confidence, time_signature, loudness_lufs,
            loudness_range_lu, true_peak_db, energy, danceability, valence, acousticness,
            instrumentalness, liveness, speechiness,
            track_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (track_id) DO UPDATE SET
            tempo_bpm = excluded.tempo_bpm,
            tempo_confidence = excluded.tempo_confidence,
            key = excluded.key,
            mode = excluded.mode,
            key_confidence = excluded.key_confidence,
            time_signature = excluded.time_signature,
            loudness_lufs = excluded.loudness_lufs,
            loudness_range_lu = excluded.loudness_range_lu,
            true_peak_db = excluded.true_peak_db,
            energy = excluded.energy,
            danceability = excluded.danceability,
            valence = excluded.valence,
            acousticness = excluded.acousticness,
            instrumentalness = excluded.instrumentalness,
            liveness = excluded.liveness,
            speechiness = excluded.speechiness
        """
    case delete = "DELETE FROM track_descriptor WHERE track_id = ?"
    case tracksPredicted = """
        SELECT DISTINCT track_id FROM prediction WHERE model_id = ? ORDER BY track_id
        """
}
