enum FeatureStatement: String, CatalogStatement {
    case insertSet = """
        INSERT INTO feature_set (version, name, dimension, definition) VALUES (?, ?, ?, ?)
        ON CONFLICT (version) DO NOTHING
        """
    case set = "SELECT name, dimension, definition FROM feature_set WHERE version = ?"
    case sets = "SELECT version FROM feature_set ORDER BY version"
    case vector = "SELECT vector FROM feature_vector WHERE id = ?"
    case vectorRange = "SELECT track_id, vector FROM feature_vector WHERE id >= ? AND id < ? ORDER BY id"
    case vectorCount = "SELECT count(*) FROM feature_vector WHERE id >= ? AND id < ?"
    case writeVector = """
        INSERT INTO feature_vector (id, set_version, track_id, dimension, vector) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET vector = excluded.vector, dimension = excluded.dimension
        """
    case windows = "SELECT dimension, starts, vectors FROM feature_window WHERE id = ?"
    case windowRange = """
        SELECT track_id, dimension, starts, vectors FROM feature_window WHERE id >= ? AND id < ? ORDER BY id
        """
    case writeWindows = """
        INSERT INTO feature_window (id, set_version, track_id, dimension, window_count, starts, vectors)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            dimension = excluded.dimension, window_count = excluded.window_count, starts = excluded.starts,
            vectors = excluded.vectors
        """
    /// What models of a feature set said of a track.
    case forgetEmbeddings = """
        DELETE FROM embedding
        WHERE track_id = ? AND model_id IN (SELECT id FROM model WHERE feature_set_version = ?)
        """
    case forgetPredictions = """
        DELETE FROM prediction
        WHERE track_id = ? AND model_id IN (SELECT id FROM model WHERE feature_set_version = ?)
        """
    case forgetLabels = """
        DELETE FROM label_prediction
        WHERE track_id = ? AND model_id IN (SELECT id FROM model WHERE feature_set_version = ?)
        """
    case deleteVectors = "DELETE FROM feature_vector WHERE id >= ? AND id < ?"
    case deleteWindows = "DELETE FROM feature_window WHERE id >= ? AND id < ?"
}
