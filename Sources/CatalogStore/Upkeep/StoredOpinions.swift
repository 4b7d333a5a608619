import SQLite

/// The stored opinions one after the other, by user and track, while another statement runs.
struct StoredOpinions {
    private let snapshot: Snapshot
    private let statement: Statement
    private(set) var current: Opinion?

    init(_ snapshot: Snapshot) throws {
        self.snapshot = snapshot
        statement = try snapshot.connection.prepare(OpinionStatement.everyone.rawValue)
        try advance()
    }

    mutating func advance() throws { current = try statement.step().map(snapshot.opinion(from:)) }
}
