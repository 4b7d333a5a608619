enum SearchStatement: String, CatalogStatement {
    case learnWord = "INSERT INTO search_word (word, reversed) VALUES (?, ?) ON CONFLICT DO NOTHING"
    case wordsFrom = "SELECT word FROM search_word WHERE word >= ? AND word < ? LIMIT ?"
    case wordsEnding = "SELECT word FROM search_word WHERE reversed >= ? AND reversed < ? LIMIT ?"
    case hasPrefix = "SELECT 1 FROM search_word WHERE word >= ? AND word < ? LIMIT 1"
    case tracks = """
        SELECT
            track.id, track.title_key, track.credit_key, track.popularity
        FROM track_search JOIN track ON track.id = track_search.rowid
        WHERE track_search MATCH ? LIMIT ?
        """
    case tracksByTitle = """
        SELECT id, title_key, credit_key, popularity FROM track WHERE title_key >= ? AND title_key < ? LIMIT ?
        """
    case tracksOfCredit = """
        SELECT id, title_key, credit_key, popularity FROM track WHERE credit_key >= ? AND credit_key < ? LIMIT ?
        """
    case artists = """
        SELECT artist.id, artist.name_key
        FROM artist_search JOIN artist ON artist.id = artist_search.rowid
        WHERE artist_search MATCH ? LIMIT ?
        """
    case artistsByName = "SELECT id, name_key FROM artist WHERE name_key >= ? AND name_key < ? LIMIT ?"
    case albums = """
        SELECT album.id, album.title_key, album.credit_key
        FROM album_search JOIN album ON album.id = album_search.rowid
        WHERE album_search MATCH ? LIMIT ?
        """
    case albumsByTitle = """
        SELECT id, title_key, credit_key FROM album WHERE title_key >= ? AND title_key < ? LIMIT ?
        """
    case lyrics = "SELECT rowid FROM lyrics_search WHERE lyrics_search MATCH ? ORDER BY rank LIMIT ?"
    case insertTriggers = """
        SELECT name, sql FROM sqlite_schema
        WHERE type = 'trigger' AND name IN ('track_search_insert', 'artist_search_insert', 'album_search_insert') /* whole table */
        """
    case indexes = """
        SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL /* whole table */
        """
    case lastTrack = "SELECT coalesce(max(id), 0) FROM track"
    case lastArtist = "SELECT coalesce(max(id), 0) FROM artist"
    case lastAlbum = "SELECT coalesce(max(id), 0) FROM album"
    case indexTracks = """
        INSERT INTO track_search (rowid, title, artist, album)
        SELECT track.id, track.title_key, track.credit_key, coalesce(album.title_key, '')
        FROM track LEFT JOIN album ON album.id = track.album_id
        WHERE track.id > ? ORDER BY track.id
        """
    case indexArtists = """
        INSERT INTO artist_search (rowid, name_key) SELECT id, name_key FROM artist WHERE id > ? ORDER BY id
        """
    case indexAlbums = """
        INSERT INTO album_search (rowid, title_key, credit_key)
        SELECT id, title_key, credit_key FROM album WHERE id > ? ORDER BY id
        """
}
