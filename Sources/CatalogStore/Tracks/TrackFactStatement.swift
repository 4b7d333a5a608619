enum TrackFactStatement: String, CatalogStatement {
    case facts = """
        SELECT
            track.id, coalesce(track.year, album.year), track.duration_ms, track.popularity, track.is_explicit,
            track.created_ms
        FROM track LEFT JOIN album ON album.id = track.album_id
        ORDER BY track.id /* whole table */
        """
    case credits = """
        SELECT track_id, artist_id FROM track_credit ORDER BY track_id, position /* whole table */
        """
    case copies = """
        SELECT copy.track_id, shown.track_id
        FROM duplicate_member AS copy
        JOIN duplicate_member AS shown ON shown.group_id = copy.group_id AND shown.is_preferred = 1
        WHERE copy.is_preferred = 0 ORDER BY copy.track_id /* whole table */
        """
}
