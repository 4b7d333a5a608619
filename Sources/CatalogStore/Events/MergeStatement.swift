/// What moves with a track that is merged into another, where the other has no such row of its own.
enum MergeStatement: String, CatalogStatement {
    case files = "UPDATE file SET track_id = ?1 WHERE track_id = ?2"
    case genres = "UPDATE OR IGNORE track_genre SET track_id = ?1 WHERE track_id = ?2"
    case tags = "UPDATE OR IGNORE track_tag SET track_id = ?1 WHERE track_id = ?2"
    case links = "UPDATE OR IGNORE provider_link SET track_id = ?1 WHERE track_id = ?2"
    case lyrics = "UPDATE OR IGNORE lyrics SET track_id = ?1 WHERE track_id = ?2"
    case descriptors = "UPDATE OR IGNORE heard_descriptor SET track_id = ?1 WHERE track_id = ?2"
    case popularity = """
        UPDATE track SET popularity = coalesce(popularity, (SELECT popularity FROM track WHERE id = ?2)) WHERE id = ?1
        """
    case vectors = """
        UPDATE OR IGNORE feature_vector SET id = set_version * 1099511627776 + ?1, track_id = ?1 WHERE track_id = ?2
        """
    case windows = """
        UPDATE OR IGNORE feature_window SET id = set_version * 1099511627776 + ?1, track_id = ?1 WHERE track_id = ?2
        """
    case embeddings = """
        UPDATE OR IGNORE embedding SET id = model_id * 1099511627776 + ?1, track_id = ?1 WHERE track_id = ?2
        """
    case predictions = "UPDATE OR IGNORE prediction SET track_id = ?1 WHERE track_id = ?2"
}
