import SQLite

/// Indexes of tables that are about to grow to many times their size: sorting all rows once costs a fraction of finding
/// the place of each.
///
/// All of it is part of one transaction: who undoes that, by an error or a crash, has the indexes back.
struct SuspendedIndexes {
    private let transaction: Transaction
    private var indexes: [(name: String, table: String, sql: String)]

    init(of tables: Set<String>, in transaction: Transaction) throws {
        self.transaction = transaction
        indexes = try transaction.all(SearchStatement.indexes) { ($0.string(0), $0.string(1), $0.string(2)) }
            .filter { tables.contains($0.1) }
        for index in indexes { try transaction.connection.run("DROP INDEX \(index.name)") }
    }

    /// Makes the indexes of these tables again.
    mutating func resume(_ tables: Set<String>) throws {
        for index in indexes where tables.contains(index.table) {
            try transaction.connection.run(index.sql)
        }
        indexes.removeAll { tables.contains($0.table) }
    }

    /// Makes all that are left again.
    mutating func resume() throws { try resume(Set(indexes.map(\.table))) }
}
