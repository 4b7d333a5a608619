enum ModelStatement: String, CatalogStatement {
    case byID = """
        SELECT
            id, name, kind, version, parent_id, run_id, feature_set_version, seed, dimension, parameters, training, metrics,
            is_active, created_ms, checksum
        FROM model WHERE id = ?
        """
    case byName = """
        SELECT
            id, name, kind, version, parent_id, run_id, feature_set_version, seed, dimension, parameters, training, metrics,
            is_active, created_ms, checksum
        FROM model WHERE name = ? ORDER BY version DESC
        """
    case active = """
        SELECT
            id, name, kind, version, parent_id, run_id, feature_set_version, seed, dimension, parameters, training, metrics,
            is_active, created_ms, checksum
        FROM model WHERE name = ? AND is_active = 1
        """
    case all = """
        SELECT
            id, name, kind, version, parent_id, run_id, feature_set_version, seed, dimension, parameters, training, metrics,
            is_active, created_ms, checksum
        FROM model ORDER BY name, version DESC LIMIT ?
        """
    case weights = "SELECT weights, checksum FROM model WHERE id = ?"
    case nextVersion = "SELECT coalesce(max(version), 0) + 1 FROM model WHERE name = ?"
    case insert = """
        INSERT INTO model (
            name, kind, version, parent_id, run_id, feature_set_version, seed, dimension, parameters, training, metrics,
            is_active, created_ms, checksum, weights)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
        RETURNING id
        """
    case deactivate = "UPDATE model SET is_active = 0 WHERE name = ? AND is_active = 1"
    case activate = "UPDATE model SET is_active = 1 WHERE id = ?"
    case setMetrics = "UPDATE model SET metrics = ? WHERE id = ? RETURNING id"
    case delete = "DELETE FROM model WHERE id = ?"
    case embedding = "SELECT vector FROM embedding WHERE id = ?"
    case embeddingRange = "SELECT track_id, vector FROM embedding WHERE id >= ? AND id < ? ORDER BY id"
    case embeddingCount = "SELECT count(*) FROM embedding WHERE id >= ? AND id < ?"
    case withoutEmbedding = """
        SELECT track_id FROM feature_vector
        WHERE id >= ? AND id < ?
            AND NOT EXISTS (SELECT 1 FROM embedding WHERE embedding.id = ? + feature_vector.track_id)
        ORDER BY id LIMIT ?
        """
    case writeEmbedding = """
        INSERT INTO embedding (id, model_id, track_id, dimension, vector) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET vector = excluded.vector, dimension = excluded.dimension
        """
    case artistEmbedding = "SELECT vector FROM artist_embedding WHERE id = ?"
    case artistEmbeddingRange =
        "SELECT artist_id, vector FROM artist_embedding WHERE id >= ? AND id < ? ORDER BY id"
    case artistEmbeddingCount = "SELECT count(*) FROM artist_embedding WHERE id >= ? AND id < ?"
    case writeArtistEmbedding = """
        INSERT INTO artist_embedding (id, model_id, artist_id, dimension, vector) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET vector = excluded.vector, dimension = excluded.dimension
        """
    case predictions = """
        SELECT name, value, lower, upper, details FROM prediction WHERE model_id = ? AND track_id = ? ORDER BY name
        """
    case writePrediction = """
        INSERT INTO prediction (model_id, track_id, name, value, lower, upper, details) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (model_id, track_id, name) DO UPDATE SET
            value = excluded.value, lower = excluded.lower, upper = excluded.upper, details = excluded.details
        """
    case predictionsOfModel = """
        SELECT track_id, name, value, lower, upper, details FROM prediction WHERE model_id = ? ORDER BY track_id, name
        """
    case labels = """
        SELECT label, probability FROM label_prediction WHERE model_id = ? AND track_id = ? ORDER BY position
        """
    case labelsOfModel = """
        SELECT track_id, label, probability FROM label_prediction WHERE model_id = ? ORDER BY track_id, position
        """
    case tracksLabelled = """
        SELECT DISTINCT track_id FROM label_prediction WHERE model_id = ? ORDER BY track_id
        """
    case clearLabels = "DELETE FROM label_prediction WHERE model_id = ? AND track_id = ?"
    case writeLabel = """
        INSERT INTO label_prediction (model_id, track_id, position, label, probability) VALUES (?, ?, ?, ?, ?)
        """
}
