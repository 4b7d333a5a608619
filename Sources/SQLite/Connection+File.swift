import CSQLite

extension Connection {
    package func integer(of pragma: String) throws -> Int64 {
        let statement = try prepare("PRAGMA \(pragma)")
        return try statement.step()?.int64(0) ?? 0
    }

    /// What is wrong with the pages of the file; empty where nothing is.
    package func integrityProblems(limit: Int) throws -> [String] {
        let statement = try prepare("PRAGMA integrity_check(\(limit))")
        var problems: [String] = []
        while let row = try statement.step() {
            if row.string(0) != "ok" { problems.append(row.string(0)) }
        }
        return problems
    }

    package struct ForeignKeyProblem: Sendable, Equatable {
        package let table: String
        package let rowID: Int64?
        package let parent: String
    }

    package func foreignKeyProblems(limit: Int) throws -> [ForeignKeyProblem] {
        let statement = try prepare("PRAGMA foreign_key_check")
        var problems: [ForeignKeyProblem] = []
        while problems.count < limit, let row = try statement.step() {
            problems.append(
                ForeignKeyProblem(table: row.string(0), rowID: row.optionalInt64(1), parent: row.string(2)))
        }
        return problems
    }

    /// Moves the log into the file.
    package func checkpoint() throws { try run("PRAGMA wal_checkpoint(TRUNCATE)") }

    /// Copies the whole file into another connection's, page by page, from one snapshot.
    ///
    /// - Parameter progress: told the share done, 0…1; returns false to stop.
    package func copy(into target: Connection, progress: (Double) -> Bool = { _ in true }) throws {
        // A read transaction here keeps the snapshot while others write, so that the copy never starts over.
        try transaction(.reading) {
            _ = try first("SELECT count(*) FROM sqlite_schema") { $0.int(0) }
            guard let backup = sqlite3_backup_init(target.handle, "main", handle, "main") else {
                throw SQLiteError.of(
                    code: sqlite3_errcode(target.handle), connection: target.handle, path: target.path)
            }
            var code = SQLITE_OK
            var isStopped = false
            while code == SQLITE_OK && !isStopped {
                code = sqlite3_backup_step(backup, Self.pagesPerCopyStep)
                let total = Double(max(1, sqlite3_backup_pagecount(backup)))
                isStopped = !progress(1 - Double(sqlite3_backup_remaining(backup)) / total)
            }
            let finished = sqlite3_backup_finish(backup)
            if isStopped && code != SQLITE_DONE {
                throw SQLiteError(.interrupted, path: target.path, message: "the copy was cancelled")
            }
            guard code == SQLITE_DONE, finished == SQLITE_OK else {
                throw SQLiteError.of(
                    code: finished == SQLITE_OK ? code : finished, connection: target.handle,
                    path: target.path)
            }
        }
    }

    private static let pagesPerCopyStep: Int32 = 4_096
}
