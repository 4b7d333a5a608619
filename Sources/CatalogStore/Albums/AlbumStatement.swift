enum AlbumStatement: String, CatalogStatement {
    case byID = "SELECT id, title, credit, year, musicbrainz_id FROM album WHERE id = ?"
    case idByTitle = "SELECT id FROM album WHERE title = ? AND credit = ?"
    case byKey = """
        SELECT id, title, credit, year, musicbrainz_id FROM album WHERE title_key = ? ORDER BY id LIMIT ?
        """
    case page = "SELECT id, title, credit, year, musicbrainz_id FROM album WHERE id > ? ORDER BY id LIMIT ?"
    case ofArtist = """
        SELECT id, title, credit, year, musicbrainz_id FROM album
        WHERE id IN (SELECT album_id FROM album_credit WHERE artist_id = ?1)
            OR id IN (
                SELECT track.album_id FROM track_credit JOIN track ON track.id = track_credit.track_id
                WHERE track_credit.artist_id = ?1)
        ORDER BY year, id LIMIT ?2
        """
    case insert = """
        INSERT INTO album (title, title_key, credit, credit_key, year, musicbrainz_id, created_ms)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (title, credit) DO NOTHING RETURNING id
        """
    case fill = """
        UPDATE album SET year = coalesce(year, ?), musicbrainz_id = coalesce(musicbrainz_id, ?) WHERE id = ?
        """
    case insertCredit = """
        INSERT INTO album_credit (album_id, position, artist_id) VALUES (?, ?, ?)
        ON CONFLICT (album_id, position) DO UPDATE SET artist_id = excluded.artist_id
        """
    case removeEmpty =
        "DELETE FROM album WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM track WHERE album_id = ?1)"
}
