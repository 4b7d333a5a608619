enum PlaylistStatement: String, CatalogStatement {
    case byID = "SELECT id, user_id, name, description, created_ms, updated_ms FROM playlist WHERE id = ?"
    case byName = """
        SELECT id, user_id, name, description, created_ms, updated_ms FROM playlist WHERE user_id = ? AND name = ?
        """
    case ofUser = """
        SELECT id, user_id, name, description, created_ms, updated_ms FROM playlist WHERE user_id = ? ORDER BY name
        """
    case insert = """
        INSERT INTO playlist (user_id, name, description, created_ms, updated_ms) VALUES (?1, ?2, ?3, ?4, ?4)
        ON CONFLICT (user_id, name) DO NOTHING RETURNING id
        """
    case touch = "UPDATE playlist SET updated_ms = ? WHERE id = ?"
    case rename = "UPDATE playlist SET name = ?, description = ?, updated_ms = ? WHERE id = ?"
    case delete = "DELETE FROM playlist WHERE id = ?"
    case entries = """
        SELECT
            playlist_entry.track_id, reference.artist, reference.title, reference.album, reference.duration_ms,
            reference.audio_hash, reference.provider, reference.external_id
        FROM playlist_entry
        LEFT JOIN track_reference AS reference ON reference.id = playlist_entry.reference_id
        WHERE playlist_entry.playlist_id = ? ORDER BY playlist_entry.position
        """
    case clear = "DELETE FROM playlist_entry WHERE playlist_id = ?"
    case append = """
        INSERT INTO playlist_entry (playlist_id, position, track_id, reference_id) VALUES (?, ?, ?, ?)
        """
    case nextPosition = "SELECT coalesce(max(position), -1) + 1 FROM playlist_entry WHERE playlist_id = ?"
}
