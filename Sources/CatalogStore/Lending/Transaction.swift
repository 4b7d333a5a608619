import SQLite

/// One change of the catalog, for the duration of a `write`: all of it is kept, or nothing.
package final class Transaction: CatalogReading {
    package let lent: LentConnection
    private var touched: Set<Topic> = []
    /// Rows that this transaction knows to be there, so that a long import asks once.
    var known = KnownRows()

    init(lent: LentConnection) { self.lent = lent }

    func execute(_ statement: some CatalogStatement, _ values: any Bindable...) throws {
        try connection.execute(statement.rawValue, values)
    }

    /// Runs an insert or update; returns the id that its `RETURNING` clause names, nil where nothing changed.
    func change(_ statement: some CatalogStatement, _ values: any Bindable...) throws -> Int64? {
        let prepared = try connection.statement(statement.rawValue)
        prepared.bind(values)
        var id: Int64?
        while let row = try prepared.step() { id = row.int64(0) }
        return id
    }

    func touch(_ topic: Topic) { touched.insert(topic) }

    /// Counts up the revision of each topic that was touched: the last act of a transaction.
    func finish() throws {
        if touched.contains(.event) { try sealEventBlocks() }
        for topic in touched.sorted(by: { $0.rawValue < $1.rawValue }) {
            try execute(RevisionStatement.countUp, topic.rawValue)
        }
        touched.removeAll()
    }
}
