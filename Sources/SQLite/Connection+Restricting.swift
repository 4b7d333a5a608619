import CSQLite

extension Connection {
    /// Runs `body` with an end: statements still running after `limitMs` throw `.interrupted`.
    package func limited<Result>(
        toMs limitMs: Int, memoryBytes: Int = .max, _ body: () throws -> Result
    ) throws -> Result {
        let deadline = Deadline(limitMs: limitMs, memoryBytes: memoryBytes)
        let context = Unmanaged.passUnretained(deadline).toOpaque()
        sqlite3_progress_handler(handle, Deadline.instructionsBetweenLooks, lookAtDeadline, context)
        defer { sqlite3_progress_handler(handle, 0, nil, nil) }
        return try withExtendedLifetime(deadline) {
            do {
                return try body()
            } catch let error as SQLiteError where error.reason == .interrupted {
                guard let reason = deadline.reason else { throw error }
                throw SQLiteError(.interrupted, path: path, message: reason, code: error.code, sql: error.sql)
            }
        }
    }

    /// Runs `body` while only reading what a policy names is allowed: no write, `ATTACH`, pragma or extension.
    package func restricted<Result>(
        to policy: ReadingPolicy, limits: QueryLimits, _ body: () throws -> Result
    ) throws -> Result {
        let former = Self.set(sizes(of: limits), on: handle)
        sqlite3_set_authorizer(handle, allowReading, Unmanaged.passUnretained(policy).toOpaque())
        defer {
            sqlite3_set_authorizer(handle, nil, nil)
            _ = Self.set(former, on: handle)
        }
        return try withExtendedLifetime(policy) {
            try limited(toMs: limits.timeMs, memoryBytes: limits.memoryBytes, body)
        }
    }

    private func sizes(of limits: QueryLimits) -> [(Int32, Int32)] {
        [
            (SQLITE_LIMIT_LENGTH, limits.valueBytes), (SQLITE_LIMIT_SQL_LENGTH, limits.statementBytes),
            (SQLITE_LIMIT_EXPR_DEPTH, 200), (SQLITE_LIMIT_COMPOUND_SELECT, 50), (SQLITE_LIMIT_COLUMN, 500),
            (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
            (SQLITE_LIMIT_VDBE_OP, 100_000),
            (SQLITE_LIMIT_WORKER_THREADS, 0),
        ]
    }

    /// Sets the limits; returns those that were.
    private static func set(_ limits: [(Int32, Int32)], on handle: OpaquePointer) -> [(Int32, Int32)] {
        limits.map { ($0.0, sqlite3_limit(handle, $0.0, $0.1)) }
    }
}

/// True (not zero) where a statement has run out of time or memory.
private func lookAtDeadline(_ context: UnsafeMutableRawPointer?) -> Int32 {
    guard let context else { return 0 }
    return Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue().isOver() ? 1 : 0
}

private func allowReading(
    _ context: UnsafeMutableRawPointer?, _ action: Int32, _ first: UnsafePointer<CChar>?,
    _ second: UnsafePointer<CChar>?, _ database: UnsafePointer<CChar>?, _ view: UnsafePointer<CChar>?
) -> Int32 {
    guard let context else { return SQLITE_DENY }
    let policy = Unmanaged<ReadingPolicy>.fromOpaque(context).takeUnretainedValue()
    switch action {
    case SQLITE_SELECT, SQLITE_RECURSIVE: return SQLITE_OK
    case SQLITE_READ:
        let table = first.map { String(cString: $0) } ?? ""
        let column = second.map { String(cString: $0) } ?? ""
        let isAllowed = policy.allowsReading(table, column: column, in: view.map { String(cString: $0) })
        return isAllowed ? SQLITE_OK : SQLITE_DENY
    case SQLITE_FUNCTION:
        let name = second.map { String(cString: $0).lowercased() } ?? ""
        return ReadingPolicy.deniedFunctions.contains(name) ? SQLITE_DENY : SQLITE_OK
    default: return SQLITE_DENY
    }
}
