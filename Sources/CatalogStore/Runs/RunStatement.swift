import SQLite

enum RunStatement: String, CatalogStatement {
    case insert = """
        INSERT INTO run (kind, status, parameters, started_ms) VALUES (?, 'running', ?, ?) RETURNING id
        """
    case finish = """
        UPDATE run SET status = ?, outcome = ?, finished_ms = ? WHERE id = ? AND status = 'running' RETURNING id
        """
    case byID = "SELECT id, kind, status, parameters, outcome, started_ms, finished_ms FROM run WHERE id = ?"
    case latest = """
        SELECT id, kind, status, parameters, outcome, started_ms, finished_ms
        FROM run WHERE (started_ms, id) < (?, ?) ORDER BY started_ms DESC, id DESC LIMIT ?
        """
    case latestOfKind = """
        SELECT id, kind, status, parameters, outcome, started_ms, finished_ms
        FROM run WHERE kind = ? AND (started_ms, id) < (?, ?) ORDER BY started_ms DESC, id DESC LIMIT ?
        """
}
