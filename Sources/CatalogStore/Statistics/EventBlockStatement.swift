enum EventBlockStatement: String, CatalogStatement {
    case position = """
        SELECT
            (SELECT coalesce(max(id), 0) FROM event), (SELECT coalesce(max(number), -1) FROM event_block),
            (SELECT coalesce(max(number), -1) FROM event_block_gap), (SELECT min(number) FROM event_block_gap)
        """
    case content = "SELECT content FROM event_block WHERE number = ?"
    case events = """
        SELECT
            id, time_ms, user_id, coalesce(track_id, 0), kind, coalesce(played_ms, -1), coalesce(total_ms, -1),
            CAST(coalesce(rating, 0) * 2 AS INTEGER)
        FROM event WHERE id >= ? AND id < ? ORDER BY id
        """
    case takenBack = "SELECT removed_id FROM event WHERE removed_id IS NOT NULL /* whole table */"
    case write = """
        INSERT INTO event_block (number, content) VALUES (?, ?)
        ON CONFLICT (number) DO UPDATE SET content = excluded.content
        """
    case closeGap = "DELETE FROM event_block_gap WHERE number = ?"
    case clear = "DELETE FROM event_block /* whole table */"
    case clearGaps = "DELETE FROM event_block_gap /* whole table */"
}
