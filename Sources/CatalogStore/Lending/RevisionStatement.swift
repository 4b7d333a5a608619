import SQLite

enum RevisionStatement: String, CatalogStatement {
    case countUp = "UPDATE revision SET number = number + 1 WHERE topic = ?"
    case read = "SELECT number FROM revision WHERE topic = ?"
    case readAll = "SELECT topic, number FROM revision /* whole table */"
    case readSetting = "SELECT value FROM setting WHERE name = ?"
    case writeSetting = """
        INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value
        """
    case removeSetting = "DELETE FROM setting WHERE name = ?"
}

extension CatalogReading {
    /// How many transactions have touched a topic: a copy in memory made at another number is old.
    package func revision(of topic: Topic) throws -> Int64 {
        try first(RevisionStatement.read, topic.rawValue) { $0.int64(0) } ?? 0
    }

    /// The same for every topic.
    package func revisions() throws -> [Topic: Int64] {
        var revisions: [Topic: Int64] = [:]
        try forEach(RevisionStatement.readAll) { row in
            if let topic = Topic(rawValue: row.string(0)) { revisions[topic] = row.int64(1) }
        }
        return revisions
    }

    package func setting(_ name: String) throws -> String? {
        try first(RevisionStatement.readSetting, name) { $0.string(0) }
    }
}

extension Transaction {
    package func set(_ name: String, to value: String?) throws {
        if let value {
            try execute(RevisionStatement.writeSetting, name, value)
        } else {
            try execute(RevisionStatement.removeSetting, name)
        }
    }
}
