enum UpkeepStatement: String, CatalogStatement {
    case badVectors = """
        SELECT feature_vector.track_id, feature_vector.set_version
        FROM feature_vector JOIN feature_set ON feature_set.version = feature_vector.set_version
        WHERE feature_vector.dimension <> feature_set.dimension LIMIT ? /* whole table */
        """
    case badEmbeddings = """
        SELECT embedding.track_id, embedding.model_id
        FROM embedding JOIN model ON model.id = embedding.model_id
        WHERE embedding.dimension <> model.dimension LIMIT ? /* whole table */
        """
    case modelIDs = "SELECT id FROM model ORDER BY id"
    case trackIDs = "SELECT id FROM track ORDER BY id /* whole table */"
    case descriptorIDs = "SELECT track_id FROM track_descriptor ORDER BY track_id /* whole table */"
    case checkTracks = "INSERT INTO track_search (track_search, rank) VALUES ('integrity-check', 1)"
    case checkArtists = "INSERT INTO artist_search (artist_search, rank) VALUES ('integrity-check', 1)"
    case checkAlbums = "INSERT INTO album_search (album_search, rank) VALUES ('integrity-check', 1)"
    case checkLyrics = "INSERT INTO lyrics_search (lyrics_search, rank) VALUES ('integrity-check', 1)"
    case rebuildTracks = "INSERT INTO track_search (track_search) VALUES ('rebuild')"
    case rebuildArtists = "INSERT INTO artist_search (artist_search) VALUES ('rebuild')"
    case rebuildAlbums = "INSERT INTO album_search (album_search) VALUES ('rebuild')"
    case rebuildLyrics = "INSERT INTO lyrics_search (lyrics_search) VALUES ('rebuild')"
    case overview = """
        SELECT
            (SELECT count(*) FROM track), (SELECT count(*) FROM artist), (SELECT count(*) FROM album),
            (SELECT count(*) FROM file), (SELECT count(*) FROM user), (SELECT count(*) FROM event),
            (SELECT count(*) FROM playlist), (SELECT count(*) FROM model), (SELECT count(*) FROM genre),
            (SELECT count(*) FROM provider_track),
            (SELECT count(*) FROM track_reference WHERE track_id IS NULL) /* whole table */
        """
}
