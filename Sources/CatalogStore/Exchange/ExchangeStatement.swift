enum ExchangeStatement: String, CatalogStatement {
    /// A user's log by time, removals behind everything that they may name: an import keeps this order.
    case eventsOfUser = """
        SELECT
            event.id, event.track_id, event.reference_id, event.kind, event.time_ms, event.sequence, event.played_ms,
            event.total_ms, event.rating, event.removed_id, event_source.name, event.session, event.context,
            event.idempotency_key
        FROM event LEFT JOIN event_source ON event_source.id = event.source_id
        WHERE event.user_id = ?
        ORDER BY event.kind = 7, event.time_ms, event.id
        """
    case eventNaturally = """
        SELECT id FROM event
        WHERE user_id = ? AND track_id = ? AND time_ms = ? AND kind = ? AND sequence = ?
        """
    case eventNaturallyUnresolved = """
        SELECT id FROM event
        WHERE user_id = ? AND reference_id = ? AND track_id IS NULL AND time_ms = ? AND kind = ? AND sequence = ?
        """
    case naturalKey = "SELECT kind, time_ms, sequence FROM event WHERE id = ?"
    case setPlaylistTimes = "UPDATE playlist SET description = ?, created_ms = ?, updated_ms = ? WHERE id = ?"
}
