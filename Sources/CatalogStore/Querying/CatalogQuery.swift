import SQLite

/// Somebody's own SQL over the documented views: it reads, it ends, and it reaches nothing else.
///
/// 1. The connection is its own and reads only. 2. The authorizer lets a statement read the views, and what is behind
/// them through a view; secrets are behind none. 3. Time, memory, rows and the length of each value have limits.
package struct CatalogQuery: Sendable {
    package let sql: String
    package let timeLimitMs: Int
    package let rowLimit: Int

    package static let timeLimitMsMax = 600_000
    package static let rowLimitMax = 10_000_000

    package init(sql: String, timeLimitMs: Int = 10_000, rowLimit: Int = 10_000) {
        self.sql = sql
        self.timeLimitMs = timeLimitMs
        self.rowLimit = rowLimit
    }

    /// What the views are made of. Tokens, settings and the search's own tables are not among it.
    private static let tables: Set<String> = [
        "album", "artist", "duplicate_member", "event", "event_source", "file", "genre", "label_prediction",
        "lyrics",
        "model", "opinion", "playlist", "playlist_entry", "prediction", "provider_link", "provider_track",
        "run",
        "track", "track_credit", "track_descriptor", "track_genre", "track_reference", "track_tag", "user",
    ]

    /// Names of the schema; and the functions that make tables are looked up once, before anything is forbidden.
    private static let schemaNames = "SELECT lower(name) FROM sqlite_schema"
    private static let tableFunctions = "SELECT 1 FROM json_each('[]'), json_tree('[]')"

    /// Runs the statement; tells the names of its columns, then each row.
    ///
    /// - Returns: true where there were more rows than the limit.
    package func run(
        on catalog: Catalog, columns: ([String]) throws -> Void, row: ([QueryValue]) throws -> Void
    ) throws -> Bool {
        try catalog.withOwnConnection { connection in
            let names = try connection.all(Self.schemaNames) { $0.string(0) }
            _ = try connection.all(Self.tableFunctions) { $0.int(0) }
            let policy = ReadingPolicy(
                views: Set(QueryView.all.map(\.name)), tables: Self.tables, all: Set(names))
            return try connection.restricted(to: policy, limits: QueryLimits(timeMs: timeLimitMs)) {
                let statement = try prepared(on: connection)
                let names = Self.distinct(statement.columnNames)
                try columns(names)
                for _ in 0..<rowLimit {
                    guard let values = try next(statement) else { return false }
                    try row(names.indices.map { QueryValue(values.value(Int32($0))) })
                }
                return try next(statement) != nil
            }
        }
    }

    /// The next row; what cannot be computed is the query's fault, not the catalog's.
    private func next(_ statement: Statement) throws -> Row? {
        do {
            return try statement.step()
        } catch let error as SQLiteError where [.constraint, .other].contains(error.reason) {
            throw CatalogError(.invalid, "The query cannot be answered: \(error.message).")
        }
    }

    private func prepared(on connection: Connection) throws -> Statement {
        do {
            let statement = try connection.prepare(sql)
            guard statement.isReadOnly, !statement.columnNames.isEmpty else {
                throw CatalogError(.invalid, "The query has no rows to give: write one SELECT.")
            }
            guard statement.parameterCount == 0 else {
                throw CatalogError(
                    .invalid, "The query has parameters (?): write their values in their place.")
            }
            return statement
        } catch let error as SQLiteError where error.reason == .denied {
            throw CatalogError(
                .invalid,
                "The query may only read the views that `catalog query --views` lists: \(error.message).")
        } catch let error as SQLiteError where [.constraint, .other].contains(error.reason) {
            throw CatalogError(
                .invalid,
                "The query cannot be understood: \(error.message). `catalog query --views` lists what there is."
            )
        }
    }

    /// Names that repeat get a number, so that an object has each once.
    private static func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.map { name in
            var candidate = name
            var number = 2
            while !seen.insert(candidate).inserted {
                candidate = "\(name)_\(number)"
                number += 1
            }
            return candidate
        }
    }
}
