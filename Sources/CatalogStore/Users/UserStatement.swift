enum UserStatement: String, CatalogStatement {
    case all = "SELECT id, name, display_name, created_ms FROM user ORDER BY name LIMIT ?"
    case byNumber = "SELECT id, name, display_name, created_ms FROM user WHERE id > ? ORDER BY id LIMIT ?"
    case byID = "SELECT id, name, display_name, created_ms FROM user WHERE id = ?"
    case byName = "SELECT id, name, display_name, created_ms FROM user WHERE name = ?"
    case insert = """
        INSERT INTO user (name, display_name, created_ms) VALUES (?, ?, ?)
        ON CONFLICT (name) DO NOTHING RETURNING id
        """
    case rename = "UPDATE user SET display_name = ? WHERE id = ?"
    case delete = "DELETE FROM user WHERE id = ?"
    case insertToken = """
        INSERT INTO api_token (user_id, label, hash, scopes, created_ms, expires_ms)
        VALUES (?, ?, ?, ?, ?, ?) RETURNING id
        """
    case tokenByHash = """
        SELECT id, user_id, label, scopes, created_ms, expires_ms, revoked_ms, last_used_ms
        FROM api_token WHERE hash = ?
        """
    case tokensOfUser = """
        SELECT id, user_id, label, scopes, created_ms, expires_ms, revoked_ms, last_used_ms
        FROM api_token WHERE user_id = ? ORDER BY id
        """
    case tokens = """
        SELECT id, user_id, label, scopes, created_ms, expires_ms, revoked_ms, last_used_ms
        FROM api_token WHERE id > ? ORDER BY id LIMIT ?
        """
    case revokeToken = "UPDATE api_token SET revoked_ms = coalesce(revoked_ms, ?) WHERE id = ? RETURNING id"
    case useToken = "UPDATE api_token SET last_used_ms = ? WHERE id = ?"
    case deletePlaylists = "DELETE FROM playlist WHERE user_id = ?"
    case playlistCount = "SELECT count(*) FROM playlist WHERE user_id = ?"
}
