enum StatisticsStatement: String, CatalogStatement {
    case trackIDs = "SELECT id FROM track ORDER BY id /* whole table */"
    case popularities = """
        SELECT id, popularity FROM track WHERE popularity IS NOT NULL /* whole table */
        """
    case lengths = "SELECT id, duration_ms FROM track WHERE duration_ms IS NOT NULL /* whole table */"
    case rowCounts = """
        SELECT provider_link.track_id, sum(provider_track.row_count)
        FROM provider_link JOIN provider_track ON provider_track.id = provider_link.provider_track_id
        WHERE provider_link.decision = 'accepted' AND provider_link.method = 'import'
        GROUP BY provider_link.track_id /* whole table */
        """
    case tempers = """
        SELECT track_id, mode, key, valence, energy, tempo_bpm, loudness_lufs FROM track_descriptor /* whole table */
        """
    case missing = """
        SELECT
            count(*), sum(title = ''), sum(credit = ''), sum(album_id IS NULL),
            sum(track.year IS NULL AND (SELECT album.year FROM album WHERE album.id = track.album_id) IS NULL),
            sum(duration_ms IS NULL),
            sum(NOT EXISTS (SELECT 1 FROM track_genre WHERE track_genre.track_id = track.id)),
            sum(NOT EXISTS (SELECT 1 FROM track_descriptor WHERE track_descriptor.track_id = track.id)),
            sum(NOT EXISTS (SELECT 1 FROM file WHERE file.track_id = track.id AND file.missing_since_ms IS NULL))
        FROM track /* whole table */
        """
    case copies = "SELECT count(*) FROM duplicate_member WHERE is_preferred = 0 /* whole table */"
}
