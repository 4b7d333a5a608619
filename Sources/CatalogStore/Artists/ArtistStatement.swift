enum ArtistStatement: String, CatalogStatement {
    case byID = "SELECT id, name, musicbrainz_id FROM artist WHERE id = ?"
    case idByName = "SELECT id FROM artist WHERE name = ? AND disambiguation = ''"
    case byKey = "SELECT id, name, musicbrainz_id FROM artist WHERE name_key = ? ORDER BY id LIMIT ?"
    case page = "SELECT id, name, musicbrainz_id FROM artist WHERE id > ? ORDER BY id LIMIT ?"
    case insert = """
        INSERT INTO artist (name, name_key, created_ms) VALUES (?, ?, ?)
        ON CONFLICT (name, disambiguation) DO NOTHING RETURNING id
        """
    case setMusicbrainz = "UPDATE artist SET musicbrainz_id = ? WHERE id = ?"
    case ofTrack = """
        SELECT artist.id, artist.name, artist.musicbrainz_id
        FROM track_credit JOIN artist ON artist.id = track_credit.artist_id
        WHERE track_credit.track_id = ? ORDER BY track_credit.position
        """
    case ofAlbum = """
        SELECT artist.id, artist.name, artist.musicbrainz_id
        FROM album_credit JOIN artist ON artist.id = album_credit.artist_id
        WHERE album_credit.album_id = ? ORDER BY album_credit.position
        """
    case trackCount = "SELECT count(*) FROM track_credit WHERE artist_id = ?"
}
