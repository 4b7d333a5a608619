enum LyricsStatement: String, CatalogStatement {
    case read = """
        SELECT source, text, is_timed, language, positive, negative, compound, arc FROM lyrics WHERE track_id = ?
        """
    case write = """
        INSERT INTO lyrics (
            track_id, source, text, text_key, is_timed, language, positive, negative, compound, arc, updated_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (track_id) DO UPDATE SET
            source = excluded.source, text = excluded.text, text_key = excluded.text_key,
            is_timed = excluded.is_timed, language = excluded.language, positive = excluded.positive,
            negative = excluded.negative, compound = excluded.compound, arc = excluded.arc,
            updated_ms = excluded.updated_ms
        """
    case delete = "DELETE FROM lyrics WHERE track_id = ?"
}
