enum FileStatement: String, CatalogStatement {
    case byPath = """
        SELECT
            id, path, display_path, source, etag, size_bytes, modified_ns, content_hash, audio_hash, fingerprint, format,
            bit_rate_kbps, sample_rate_hz, channel_count, duration_ms, outcome, reason, heard_percent,
            missing_since_ms, feature_set_version, track_id, first_seen_ms, analyzed_ms
        FROM file WHERE path = ?
        """
    case byContent = """
        SELECT
            id, path, display_path, source, etag, size_bytes, modified_ns, content_hash, audio_hash, fingerprint, format,
            bit_rate_kbps, sample_rate_hz, channel_count, duration_ms, outcome, reason, heard_percent,
            missing_since_ms, feature_set_version, track_id, first_seen_ms, analyzed_ms
        FROM file WHERE content_hash = ? ORDER BY id
        """
    case byAudio = """
        SELECT
            id, path, display_path, source, etag, size_bytes, modified_ns, content_hash, audio_hash, fingerprint, format,
            bit_rate_kbps, sample_rate_hz, channel_count, duration_ms, outcome, reason, heard_percent,
            missing_since_ms, feature_set_version, track_id, first_seen_ms, analyzed_ms
        FROM file WHERE audio_hash = ? ORDER BY id
        """
    case ofTrack = """
        SELECT
            id, path, display_path, source, etag, size_bytes, modified_ns, content_hash, audio_hash, fingerprint, format,
            bit_rate_kbps, sample_rate_hz, channel_count, duration_ms, outcome, reason, heard_percent,
            missing_since_ms, feature_set_version, track_id, first_seen_ms, analyzed_ms
        FROM file WHERE track_id = ? ORDER BY id
        """
    case hasTrack = "SELECT EXISTS (SELECT 1 FROM file WHERE track_id = ?)"
    case withStatus = """
        SELECT
            id, path, display_path, source, etag, size_bytes, modified_ns, content_hash, audio_hash, fingerprint, format,
            bit_rate_kbps, sample_rate_hz, channel_count, duration_ms, outcome, reason, heard_percent,
            missing_since_ms, feature_set_version, track_id, first_seen_ms, analyzed_ms
        FROM file WHERE status = ? AND id > ? ORDER BY id LIMIT ?
        """
    case page = """
        SELECT
            id, path, display_path, source, etag, size_bytes, modified_ns, content_hash, audio_hash, fingerprint, format,
            bit_rate_kbps, sample_rate_hz, channel_count, duration_ms, outcome, reason, heard_percent,
            missing_since_ms, feature_set_version, track_id, first_seen_ms, analyzed_ms
        FROM file WHERE id > ? ORDER BY id LIMIT ?
        """
    case facts = """
        SELECT id, path, size_bytes, modified_ns, etag, outcome, missing_since_ms, feature_set_version
        FROM file WHERE path >= ? AND path < ? ORDER BY path
        """
    case upsert = """
        INSERT INTO file (
            path, display_path, source, etag, size_bytes, modified_ns, content_hash, audio_hash, fingerprint, format,
            bit_rate_kbps, sample_rate_hz, channel_count, duration_ms, outcome, reason, heard_percent,
            missing_since_ms, feature_set_version, track_id, first_seen_ms, analyzed_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (path) DO UPDATE SET
            display_path = excluded.display_path, source = excluded.source, etag = excluded.etag,
            size_bytes = excluded.size_bytes, modified_ns = excluded.modified_ns,
            content_hash = excluded.content_hash, audio_hash = excluded.audio_hash,
            fingerprint = excluded.fingerprint, format = excluded.format, bit_rate_kbps = excluded.bit_rate_kbps,
            sample_rate_hz = excluded.sample_rate_hz, channel_count = excluded.channel_count,
            duration_ms = excluded.duration_ms, outcome = excluded.outcome, reason = excluded.reason,
            heard_percent = excluded.heard_percent, missing_since_ms = excluded.missing_since_ms,
            feature_set_version = excluded.feature_set_version, track_id = excluded.track_id,
            analyzed_ms = excluded.analyzed_ms
        RETURNING id
        """
    case move = "UPDATE file SET path = ?, display_path = ?, missing_since_ms = NULL WHERE id = ?"
    case miss = "UPDATE file SET missing_since_ms = coalesce(missing_since_ms, ?) WHERE id = ?"
    case find = """
        UPDATE file SET missing_since_ms = NULL, size_bytes = ?, modified_ns = ?, etag = ? WHERE id = ?
        """
    case delete = "DELETE FROM file WHERE id = ?"
    case statusCounts = "SELECT status, count(*) FROM file GROUP BY status /* whole table */"
    /// The first file of each track that has a fingerprint.
    case fingerprinted = """
        SELECT track_id, min(id), duration_ms FROM file
        WHERE track_id IS NOT NULL AND length(fingerprint) > 0 GROUP BY track_id /* whole table */
        """
    case fingerprint = "SELECT fingerprint FROM file WHERE id = ?"
    case tracksWithoutFile = """
        SELECT id FROM track WHERE id > ? AND NOT EXISTS (SELECT 1 FROM file WHERE file.track_id = track.id)
        ORDER BY id LIMIT ?
        """
    case insertGroup = "INSERT INTO duplicate_group (created_ms) VALUES (?) RETURNING id"
    case insertMember = """
        INSERT INTO duplicate_member (group_id, track_id, similarity, is_preferred) VALUES (?, ?, ?, ?)
        """
    case clearMembers = "DELETE FROM duplicate_member WHERE track_id = ?"
    case clearGroups = "DELETE FROM duplicate_group /* whole table */"
    case members = """
        SELECT group_id, track_id, similarity, is_preferred FROM duplicate_member
        ORDER BY group_id, is_preferred DESC, track_id /* whole table */
        """
    /// The entry of a missing file with this content, of the same track.
    case movedFrom = """
        SELECT id FROM file
        WHERE track_id = ? AND content_hash = ? AND missing_since_ms IS NOT NULL AND path <> ?
        ORDER BY id LIMIT 1
        """
    case hasOlderOfTrack = """
        SELECT 1 FROM file WHERE track_id = ? AND id < ? AND missing_since_ms IS NULL AND path <> ? LIMIT 1
        """
}
