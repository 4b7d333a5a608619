enum GenreStatement: String, CatalogStatement {
    case all = "SELECT id, name, parent_id, origin FROM genre ORDER BY name_key LIMIT ?"
    case byID = "SELECT id, name, parent_id, origin FROM genre WHERE id = ?"
    case byKey = "SELECT id, name, parent_id, origin FROM genre WHERE name_key = ?"
    case byAlias = """
        SELECT genre.id, genre.name, genre.parent_id, genre.origin
        FROM genre_alias JOIN genre ON genre.id = genre_alias.genre_id WHERE genre_alias.alias_key = ?
        """
    case children = "SELECT id, name, parent_id, origin FROM genre WHERE parent_id = ? ORDER BY name_key"
    case insert = """
        INSERT INTO genre (name, name_key, parent_id, origin) VALUES (?, ?, ?, ?)
        ON CONFLICT (name_key) DO NOTHING RETURNING id
        """
    case place = "UPDATE genre SET parent_id = ?, origin = ? WHERE id = ?"
    case insertAlias = """
        INSERT INTO genre_alias (alias_key, genre_id) VALUES (?, ?)
        ON CONFLICT (alias_key) DO UPDATE SET genre_id = excluded.genre_id
        """
    /// Tracks under a genre that was found in tags, given to the one that it is a spelling of.
    case giveTracks = "UPDATE OR IGNORE track_genre SET genre_id = ? WHERE genre_id = ?"
    case remove = "DELETE FROM genre WHERE id = ?"
    case aliases = "SELECT alias_key, genre_id FROM genre_alias ORDER BY alias_key /* whole table */"
    case ofTrack = """
        SELECT genre.id, genre.name, genre.parent_id, genre.origin, track_genre.source
        FROM track_genre JOIN genre ON genre.id = track_genre.genre_id
        WHERE track_genre.track_id = ? ORDER BY genre.name_key, track_genre.source
        """
    case tracks = """
        SELECT DISTINCT track_id FROM track_genre
        WHERE genre_id IN (SELECT id FROM genre WHERE id = ?1 OR parent_id = ?1) AND track_id > ?2
        ORDER BY track_id LIMIT ?3
        """
    case used = """
        SELECT id, parent_id FROM genre
        WHERE EXISTS (SELECT 1 FROM track_genre WHERE genre_id = genre.id) /* whole table */
        """
    case scan =
        "SELECT track_id, genre_id, source FROM track_genre ORDER BY track_id, genre_id /* whole table */"
    case addToTrack = """
        INSERT INTO track_genre (track_id, genre_id, source) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
        """
    case clearTrack = "DELETE FROM track_genre WHERE track_id = ? AND source = ?"
}
