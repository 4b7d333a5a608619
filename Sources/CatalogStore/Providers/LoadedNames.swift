import SQLite

/// Artists or albums of a load: each is looked up, or made, once.
struct LoadedNames {
    private let insert: Statement
    /// The rows of a table whose index rests, by the bytes of their names; nil where `find` asks for each.
    private let known: [[UInt8]: Int64]?
    private var ids: [Int64] = []

    init(inserting text: ProviderStatement, known statement: ProviderStatement?, in transaction: Transaction)
        throws
    {
        insert = try transaction.connection.prepare(text.rawValue)
        known = try statement.map { statement in
            var known: [[UInt8]: Int64] = [:]
            try transaction.forEach(statement) { known[Array($0.string(0).utf8)] = $0.int64(1) }
            return known
        }
    }

    /// The row of a name.
    ///
    /// - Parameter find: finds or makes it, where other rows have to be asked for.
    mutating func id(
        of place: Int, _ name: ProviderPortion.Name, at now: Timestamp, in connection: Connection,
        find: (String) throws -> Int64
    ) throws -> Int64 {
        while ids.count <= place { ids.append(0) }
        if ids[place] == 0 { ids[place] = try row(of: name, at: now, in: connection, find) }
        return ids[place]
    }

    private func row(
        of name: ProviderPortion.Name, at now: Timestamp, in connection: Connection,
        _ find: (String) throws -> Int64
    ) throws -> Int64 {
        guard let known else { return try find(name.text) }
        if !known.isEmpty, let id = known[Array(name.text.utf8)] { return id }
        insert.bind(name.text, at: 1)
        insert.bind(name.key, at: 2)
        insert.bind(now.milliseconds, at: 3)
        _ = try insert.step()
        return connection.lastInsertedID
    }
}
