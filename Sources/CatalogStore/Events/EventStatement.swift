enum EventStatement: String, CatalogStatement {
    case insert = """
        INSERT INTO event (
            user_id, track_id, reference_id, kind, time_ms, sequence, played_ms, total_ms, rating, removed_id, source_id,
            session, context, idempotency_key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """
    case byIdempotency = "SELECT id FROM event WHERE user_id = ? AND idempotency_key = ?"
    case removalOf = "SELECT id FROM event WHERE removed_id = ?"
    case namesakes = """
        SELECT id, sequence, rating, idempotency_key FROM event
        WHERE user_id = ?1 AND time_ms = ?3 AND kind = ?4 AND coalesce(track_id, -reference_id) = ?2
        ORDER BY sequence
        """
    case byID = """
        SELECT
            event.id, event.user_id, event.track_id, event.kind, event.time_ms, event.played_ms, event.total_ms,
            event.rating, event.removed_id, event_source.name, event.session, event.context, event.idempotency_key,
            event.reference_id
        FROM event LEFT JOIN event_source ON event_source.id = event.source_id
        WHERE event.id = ?
        """
    case ofUser = """
        SELECT
            event.id, event.user_id, event.track_id, event.kind, event.time_ms, event.played_ms, event.total_ms,
            event.rating, event.removed_id, event_source.name, event.session, event.context, event.idempotency_key,
            event.reference_id
        FROM event LEFT JOIN event_source ON event_source.id = event.source_id
        WHERE event.user_id = ? AND event.time_ms > ? AND event.time_ms < ?
        ORDER BY event.time_ms DESC, event.id DESC LIMIT ?
        """
    case ofUserPage = """
        SELECT
            event.id, event.user_id, event.track_id, event.kind, event.time_ms, event.played_ms, event.total_ms,
            event.rating, event.removed_id, event_source.name, event.session, event.context, event.idempotency_key,
            event.reference_id
        FROM event LEFT JOIN event_source ON event_source.id = event.source_id
        WHERE event.user_id = ? AND (event.time_ms, event.id) < (?, ?)
        ORDER BY event.time_ms DESC, event.id DESC LIMIT ?
        """
    case after = """
        SELECT
            event.id, event.user_id, event.track_id, event.kind, event.time_ms, event.played_ms, event.total_ms,
            event.rating, event.removed_id, event_source.name, event.session, event.context, event.idempotency_key,
            event.reference_id
        FROM event LEFT JOIN event_source ON event_source.id = event.source_id
        WHERE event.id > ? ORDER BY event.id LIMIT ?
        """
    case scan = """
        SELECT id, user_id, track_id, kind, time_ms, played_ms, total_ms, rating, removed_id
        FROM event WHERE id > ? AND track_id IS NOT NULL ORDER BY id
        """
    case scanOfUser = """
        SELECT id, user_id, track_id, kind, time_ms, played_ms, total_ms, rating, removed_id
        FROM event WHERE user_id = ? AND track_id IS NOT NULL ORDER BY time_ms DESC LIMIT ?
        """
    case ofPair = """
        SELECT id, kind, time_ms, played_ms, rating FROM event
        WHERE user_id = ? AND track_id = ? AND kind < 7
            AND NOT EXISTS (SELECT 1 FROM event AS removal WHERE removal.removed_id = event.id)
        ORDER BY time_ms, id
        """
    case lastID = "SELECT coalesce(max(id), 0) FROM event"
    case countOfUser = "SELECT count(*) FROM event WHERE user_id = ?"
    case ofUserToDelete = "DELETE FROM event WHERE user_id = ? AND kind = ?"
    case restOfUserToDelete = "DELETE FROM event WHERE user_id = ?"
    /// The plan names a scan of events: SQLite's check of keys that wait for their row, of which there never are any.
    case insertSource = """
        INSERT INTO event_source (name) VALUES (?) ON CONFLICT (name) DO NOTHING RETURNING id /* whole table */
        """
    case sourceByName = "SELECT id FROM event_source WHERE name = ?"

    // References, and events that move between them and tracks.
    case insertReference = """
        INSERT INTO track_reference (
            identity, artist, title, album, duration_ms, audio_hash, provider, external_id, artist_key, title_key,
            track_id, created_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (identity) DO NOTHING RETURNING id
        """
    case referenceByIdentity = "SELECT id, track_id FROM track_reference WHERE identity = ?"
    case referenceByID = """
        SELECT artist, title, album, duration_ms, audio_hash, provider, external_id FROM track_reference WHERE id = ?
        """
    case referencesOpen = """
        SELECT id, artist, title, album, duration_ms, audio_hash, provider, external_id
        FROM track_reference WHERE track_id IS NULL AND title_key >= ? ORDER BY title_key, artist_key LIMIT ?
        """
    case openByKey = """
        SELECT id, duration_ms FROM track_reference
        WHERE title_key = ? AND artist_key = ? AND track_id IS NULL
        """
    case openByAudio = "SELECT id FROM track_reference WHERE audio_hash = ? AND track_id IS NULL"
    case openByExternal = """
        SELECT id FROM track_reference WHERE external_id = ? AND provider = ? AND track_id IS NULL
        """
    case resolveReference = "UPDATE track_reference SET track_id = ? WHERE id = ?"
    case usersOfReference = """
        SELECT DISTINCT user_id FROM event WHERE reference_id = ? AND track_id IS NULL
        """
    case resolveEvents = """
        UPDATE OR IGNORE event SET track_id = ?1 WHERE reference_id = ?2 AND track_id IS NULL
        """
    case repeatedAfterResolving = """
        SELECT event.id, known.id
        FROM event
        JOIN event AS known ON known.user_id = event.user_id AND known.track_id = ?1
            AND known.time_ms = event.time_ms AND known.kind = event.kind AND known.sequence = event.sequence
        WHERE event.reference_id = ?2 AND event.track_id IS NULL
        """
    case moveRemoval = """
        UPDATE OR IGNORE event SET removed_id = ?1 WHERE removed_id = ?2
        """
    case deleteRemovalOf = "DELETE FROM event WHERE removed_id = ?"
    case deleteEvent = "DELETE FROM event WHERE id = ?"
    case resolveEntries = """
        UPDATE playlist_entry SET track_id = ? WHERE reference_id = ? AND track_id IS NULL
        """
    case referToInEvents = "UPDATE event SET reference_id = ?1 WHERE track_id = ?2 AND reference_id IS NULL"
    case loseTrackInEvents = "UPDATE event SET track_id = NULL WHERE track_id = ?"
    case referToInEntries = """
        UPDATE playlist_entry SET reference_id = ?1 WHERE track_id = ?2 AND reference_id IS NULL
        """
    case loseTrackInEntries = "UPDATE playlist_entry SET track_id = NULL WHERE track_id = ?"
    case hasEventsOrEntries = """
        SELECT EXISTS (SELECT 1 FROM event WHERE track_id = ?1)
            OR EXISTS (SELECT 1 FROM playlist_entry WHERE track_id = ?1)
        """
    case moveEventsToTrack = "UPDATE OR IGNORE event SET track_id = ?1 WHERE track_id = ?2"
    case leftOnTrack = """
        SELECT event.id, known.id
        FROM event
        JOIN event AS known ON known.user_id = event.user_id AND known.track_id = ?1
            AND known.time_ms = event.time_ms AND known.kind = event.kind AND known.sequence = event.sequence
        WHERE event.track_id = ?2
        """
    case usersOfTrack = "SELECT DISTINCT user_id FROM event WHERE track_id = ?"
    case moveEntriesToTrack = "UPDATE playlist_entry SET track_id = ?1 WHERE track_id = ?2"
    case moveReferences = "UPDATE track_reference SET track_id = ?1 WHERE track_id = ?2"
    case openReferenceCount = """
        SELECT EXISTS (SELECT 1 FROM track_reference WHERE track_id IS NULL AND title_key >= '')
        """
}
