import CSQLite
import Glibc

/// One connection to one file, used by one thread at a time (it is opened without SQLite's own locks).
///
/// 1. Foreign keys are on, except inside a migration. 2. The journal is a write-ahead log. 3. A commit is on disk when it returns.
/// 4. A connection that meets a lock waits, up to `busyLimitMs`, and then says who to blame.
package final class Connection {
    package enum Mode: Sendable {
        /// Reads and writes.
        case writing
        /// Reads only: any change is refused by SQLite itself.
        case reading
        /// Reads a file that nobody writes (a backup) or may write, without changing it or leaving anything beside it;
        /// where it has a log, that is read too, as far as SQLite can without writing.
        case archived
    }

    package let path: String
    let handle: OpaquePointer
    private var cache: [String: Statement] = [:]
    private var savepointDepth = 0
    private let logLimit = LogLimit()

    /// How long a connection waits for a lock that another holds.
    package static let busyLimitMs: Int32 = 60_000
    /// How many prepared statements a connection keeps.
    package static let cachedStatementLimit = 400
    /// What the log file is cut back to after that, in bytes.
    private static let logSizeLimit = 64 << 20
    /// How much the page cache of a connection may hold, in KiB: the one writer's must hold what a large import changes,
    /// since pages that do not fit go to the log and come back.
    private static let writerCacheKib = 192 << 10
    private static let readerCacheKib = 16 << 10

    /// Settings of the library as a whole, made before its first connection.
    private static let isConfigured = catalog_sqlite_configure() == SQLITE_OK

    package init(path: String, mode: Mode, creating: Bool = false) throws {
        _ = Self.isConfigured
        var opened: OpaquePointer?
        let isImmutable = try mode == .archived && !FileFacts(of: path).hasLog
        let access = mode == .archived ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI : SQLITE_OPEN_READWRITE
        let flags = access | SQLITE_OPEN_NOMUTEX | (creating ? SQLITE_OPEN_CREATE : 0)
        let name = mode == .archived ? "file:\(Self.escape(path))\(isImmutable ? "?immutable=1" : "")" : path
        let code = sqlite3_open_v2(name, &opened, flags, nil)
        guard let opened else {
            throw SQLiteError(.other, path: path, message: "there is no memory for a connection")
        }
        guard code == SQLITE_OK else {
            let error = SQLiteError.of(code: code, connection: opened, path: path)
            sqlite3_close_v2(opened)
            throw error
        }
        self.path = path
        handle = opened
        sqlite3_extended_result_codes(opened, 1)
        sqlite3_busy_handler(opened, waitForLock, nil)
        try configure(mode, creating: creating)
    }

    deinit {
        cache.removeAll()
        sqlite3_close_v2(handle)
    }

    private func configure(_ mode: Mode, creating: Bool) throws {
        if mode != .archived, sqlite3_db_readonly(handle, "main") == 1 {
            throw SQLiteError(.readOnly, path: path, message: "the file is read-only")
        }
        try run("PRAGMA foreign_keys = ON")
        try run("PRAGMA synchronous = FULL")
        try run("PRAGMA cell_size_check = ON")
        let cacheKib = mode == .writing ? Self.writerCacheKib : Self.readerCacheKib
        try limitCache(kib: cacheKib)
        try run("PRAGMA temp_store = MEMORY")
        try run("PRAGMA mmap_size = 0")
        sqlite3_wal_hook(handle, logHasGrown, Unmanaged.passUnretained(logLimit).toOpaque())
        try run("PRAGMA journal_size_limit = \(Self.logSizeLimit)")
        _ = catalog_sqlite_set_flag(handle, SQLITE_DBCONFIG_DEFENSIVE, 1)
        if mode != .writing { try run("PRAGMA query_only = ON") }
    }

    /// A path as part of a URI: SQLite reads `%`, `?` and `#` in it.
    private static func escape(_ path: String) -> String {
        let absolute = path.hasPrefix("/") ? path : "./" + path
        return absolute.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%25")
            .split(separator: "?", omittingEmptySubsequences: false).joined(separator: "%3f")
            .split(separator: "#", omittingEmptySubsequences: false).joined(separator: "%23")
    }

    /// Holds at most so much of the file in memory from now on.
    package func limitCache(kib: Int) throws { try run("PRAGMA cache_size = -\(kib)") }

    // MARK: Statements

    /// Runs a statement that returns no rows (or whose rows do not matter), uncached: pragmas and schema.
    package func run(_ sql: String) throws {
        let statement = try Statement(connection: handle, path: path, sql: sql, isPersistent: false)
        while try statement.step() != nil {}
    }

    /// Runs a script of several statements.
    package func runScript(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else {
            throw SQLiteError.of(code: code, connection: handle, path: path, sql: sql)
        }
    }

    /// The prepared statement of a text, kept for the next time, reset and without values.
    package func statement(_ sql: String) throws -> Statement {
        if let known = cache[sql] {
            known.reset()
            return known
        }
        if cache.count >= Self.cachedStatementLimit { cache.removeAll() }
        let statement = try Statement(connection: handle, path: path, sql: sql, isPersistent: true)
        cache[sql] = statement
        return statement
    }

    /// A statement of one's own, not shared with the cache: for a loop that runs other statements inside.
    package func prepare(_ sql: String) throws -> Statement {
        try Statement(connection: handle, path: path, sql: sql, isPersistent: false)
    }

    package func execute(_ sql: String, _ values: any Bindable...) throws { try execute(sql, values) }

    package func execute(_ sql: String, _ values: [any Bindable]) throws {
        let statement = try statement(sql)
        statement.bind(values)
        while try statement.step() != nil {}
    }

    /// Calls `body` with each row. `body` must not run the same statement.
    package func forEach(_ sql: String, _ values: [any Bindable], _ body: (Row) throws -> Void) throws {
        let statement = try statement(sql)
        statement.bind(values)
        defer { statement.reset() }
        while let row = try statement.step() { try body(row) }
    }

    package func all<Element>(
        _ sql: String, _ values: any Bindable..., read: (Row) throws -> Element
    ) throws -> [Element] {
        var elements: [Element] = []
        try forEach(sql, values) { elements.append(try read($0)) }
        return elements
    }

    package func first<Element>(
        _ sql: String, _ values: any Bindable..., read: (Row) throws -> Element
    ) throws -> Element? {
        let statement = try statement(sql)
        statement.bind(values)
        defer { statement.reset() }
        return try statement.step().map(read)
    }

    package var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

    /// How many rows the last statement changed.
    package var changeCount: Int { Int(sqlite3_changes64(handle)) }

    package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    // MARK: Transactions

    package enum TransactionKind: String, Sendable {
        /// A snapshot, taken at the first read.
        case reading = "BEGIN"
        /// The one writer: waits for its turn at the start, so that it cannot fail half-way.
        case writing = "BEGIN IMMEDIATE"
    }

    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    package func transaction<Result>(_ kind: TransactionKind, _ body: () throws -> Result) throws -> Result {
        precondition(!isInTransaction, "transactions do not nest; savepoints do")
        try execute(kind.rawValue)
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            rollBack()
            throw error
        }
    }

    /// Runs `body` inside a transaction so that its failure undoes only its own changes.
    package func savepoint<Result>(_ body: () throws -> Result) throws -> Result {
        precondition(isInTransaction, "a savepoint is inside a transaction")
        let name = "level\(savepointDepth)"
        try execute("SAVEPOINT \(name)")
        savepointDepth += 1
        defer { savepointDepth -= 1 }
        do {
            let result = try body()
            try execute("RELEASE \(name)")
            return result
        } catch {
            // Where SQLite ended the whole transaction by itself (a full disk), there is nothing left to go back to.
            if isInTransaction {
                try execute("ROLLBACK TO \(name)")
                try execute("RELEASE \(name)")
            }
            throw error
        }
    }

    /// Ends a transaction without its changes, also one that a failed commit left open.
    package func rollBack() {
        if isInTransaction { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
    }

    // MARK: Limits

    /// Stops the running statement from another thread.
    package func interrupt() { sqlite3_interrupt(handle) }
}

/// Waits a moment for a lock: short at first, so that small commits of two writers interleave quickly.
private func waitForLock(_ context: UnsafeMutableRawPointer?, _ attempt: Int32) -> Int32 {
    // 200 looks of 0.5 ms are 100 ms; then 5 ms each until the limit.
    let waitedMs = attempt < 200 ? attempt / 2 : 100 + (attempt - 200) * 5
    guard waitedMs < Connection.busyLimitMs else { return 0 }
    usleep(attempt < 200 ? 500 : 5_000)
    return 1
}

/// Called after a commit: moves the log into the file once it has grown enough. That it could not be moved (a reader
/// is still at work in it, the disk is full) is no failure of the commit: the next one tries again.
private func logHasGrown(
    _ context: UnsafeMutableRawPointer?, _ handle: OpaquePointer?, _ database: UnsafePointer<CChar>?,
    _ pages: Int32
) -> Int32 {
    guard let context else { return SQLITE_OK }
    if Unmanaged<LogLimit>.fromOpaque(context).takeUnretainedValue().isReached(by: Int(pages)) {
        sqlite3_wal_checkpoint_v2(handle, database, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }
    return SQLITE_OK
}
