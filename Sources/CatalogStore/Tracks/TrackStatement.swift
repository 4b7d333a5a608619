enum TrackStatement: String, CatalogStatement {
    case byID = """
        SELECT
            track.id, track.title, track.credit, album.title, track.album_id, track.disc_number, track.track_number,
            coalesce(track.year, album.year), track.duration_ms, track.is_explicit, track.isrc,
            track.musicbrainz_id, track.popularity
        FROM track LEFT JOIN album ON album.id = track.album_id
        WHERE track.id = ?
        """
    case isThere = "SELECT EXISTS (SELECT 1 FROM track WHERE id = ?)"
    case page = """
        SELECT
            track.id, track.title, track.credit, album.title, track.album_id, track.disc_number, track.track_number,
            coalesce(track.year, album.year), track.duration_ms, track.is_explicit, track.isrc,
            track.musicbrainz_id, track.popularity
        FROM track LEFT JOIN album ON album.id = track.album_id
        WHERE track.id > ? ORDER BY track.id LIMIT ?
        """
    case ofArtist = """
        SELECT
            track.id, track.title, track.credit, album.title, track.album_id, track.disc_number, track.track_number,
            coalesce(track.year, album.year), track.duration_ms, track.is_explicit, track.isrc,
            track.musicbrainz_id, track.popularity
        FROM track_credit
        JOIN track ON track.id = track_credit.track_id
        LEFT JOIN album ON album.id = track.album_id
        WHERE track_credit.artist_id = ?
        ORDER BY track.popularity DESC, track.id LIMIT ?
        """
    case ofAlbum = """
        SELECT
            track.id, track.title, track.credit, album.title, track.album_id, track.disc_number, track.track_number,
            coalesce(track.year, album.year), track.duration_ms, track.is_explicit, track.isrc,
            track.musicbrainz_id, track.popularity
        FROM track JOIN album ON album.id = track.album_id
        WHERE track.album_id = ?
        ORDER BY track.disc_number, track.track_number, track.id LIMIT ?
        """
    case idsByTitle = """
        SELECT id, duration_ms FROM track WHERE title_key = ? AND credit_key = ? ORDER BY id LIMIT ?
        """
    case idsByTitleAndFirstArtist = """
        SELECT track.id, track.duration_ms
        FROM track
        JOIN track_credit ON track_credit.track_id = track.id AND track_credit.position = 0
        JOIN artist ON artist.id = track_credit.artist_id
        WHERE track.title_key = ? AND artist.name_key = ? ORDER BY track.id LIMIT ?
        """
    case idByAudio = "SELECT id FROM track WHERE audio_hash = ?"
    case idByMusicbrainz = "SELECT id FROM track WHERE musicbrainz_id = ? ORDER BY id LIMIT 1"
    case audioOf = "SELECT audio_hash FROM track WHERE id = ?"
    case keysOf = "SELECT title_key, credit_key, album_id FROM track WHERE id = ?"
    case insert = """
        INSERT INTO track (
            title, title_key, credit, credit_key, album_id, disc_number, track_number, year, duration_ms, is_explicit,
            isrc, musicbrainz_id, audio_hash, popularity, created_ms, updated_ms)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15)
        """
    case update = """
        UPDATE track SET
            title = ?1, title_key = ?2, credit = ?3, credit_key = ?4, album_id = ?5, disc_number = ?6,
            track_number = ?7, year = ?8, duration_ms = coalesce(?9, duration_ms),
            is_explicit = coalesce(?10, is_explicit), isrc = coalesce(?11, isrc),
            musicbrainz_id = coalesce(?12, musicbrainz_id), audio_hash = coalesce(?13, audio_hash),
            popularity = coalesce(?14, popularity), updated_ms = ?15
        WHERE id = ?16
        """
    case setPopularity = "UPDATE track SET popularity = ? WHERE id = ?"
    case insertCredit = """
        INSERT INTO track_credit (track_id, position, artist_id) VALUES (?, ?, ?)
        ON CONFLICT (track_id, position) DO UPDATE SET artist_id = excluded.artist_id
        """
    case clearCredits = "DELETE FROM track_credit WHERE track_id = ?"
    case delete = "DELETE FROM track WHERE id = ?"
    case insertTag = "INSERT INTO track_tag (track_id, name, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    case clearTags = "DELETE FROM track_tag WHERE track_id = ?"
    case tagsOf = "SELECT name, value FROM track_tag WHERE track_id = ? ORDER BY name, value"
    case tracksTagged = "SELECT track_id, value FROM track_tag WHERE name = ? ORDER BY value, track_id"
    case countAll = "SELECT count(*) FROM track /* whole table */"
}
