import CSQLite

/// What SQLite or the file system said no to, as a sentence that names the file and what to do next.
package struct SQLiteError: Error, Equatable, CustomStringConvertible {
    /// What a caller may want to tell apart.
    package enum Reason: Sendable, Equatable {
        /// There is no such file.
        case missing
        /// The file is something else: a folder, a text, a database of another program.
        case foreign
        /// Another version of the program, a newer one, wrote the file.
        case newer
        /// The file is damaged.
        case corrupt
        /// The file or its folder may not be written.
        case readOnly
        /// The disk (or the limit set on the file) is full.
        case full
        /// Others kept the file locked for longer than the busy limit.
        case busy
        /// A `CHECK`, `UNIQUE`, `NOT NULL` or foreign key of the schema.
        case constraint
        /// The statement ran longer than its limit, or was interrupted.
        case interrupted
        /// The file is there already.
        case exists
        /// The statement tried what it may not.
        case denied
        /// Anything else.
        case other
    }

    package let reason: Reason
    /// SQLite's extended result code; 0 where SQLite was not asked.
    package let code: Int32
    package let path: String
    package let message: String
    /// The statement that failed, where there was one.
    package let sql: String?

    package init(_ reason: Reason, path: String, message: String, code: Int32 = 0, sql: String? = nil) {
        self.reason = reason
        self.path = path
        self.message = message
        self.code = code
        self.sql = sql
    }

    package var description: String {
        switch reason {
        case .missing: "There is no catalog at \(path): create one with `catalog init`, or name another."
        case .foreign: "\(path) is not a catalog: \(message). It was left untouched."
        case .newer:
            "\(path) was written by a newer version of catalog (\(message)): update the program. "
                + "The file was left untouched."
        case .corrupt: "\(path) is damaged (\(message)): run `catalog check`, or `catalog restore` a backup."
        case .readOnly: "\(path) cannot be written (\(message)): allow writing to the file and its folder."
        case .full:
            "The disk that holds \(path) is full: free some space and try again. "
                + "Nothing of this change was kept, and nothing that was kept before is lost."
        case .busy: "\(path) is in use by another program for too long (\(message)): try again later."
        case .constraint: "The catalog refuses the change: \(message)."
        case .interrupted: "The query was stopped: \(message)."
        case .exists: "\(path) exists already: choose another name or remove it."
        case .denied: "The query may only read: \(message)."
        case .other: "\(path): \(message)."
        }
    }

    /// The error of a result code, with the words of the connection where it has some.
    static func of(code: Int32, connection: OpaquePointer?, path: String, sql: String? = nil) -> SQLiteError {
        let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
        let words = String(cString: connection.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
        return SQLiteError(
            reason(of: extended & 0xff == code & 0xff ? extended : code), path: path, message: words,
            code: extended, sql: sql)
    }

    static func reason(of code: Int32) -> Reason {
        if code == ioErrorNoSpaceWrite { return .full }
        switch code & 0xff {
        case SQLITE_NOTADB: return .foreign
        case SQLITE_CORRUPT: return .corrupt
        case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: return .readOnly
        case SQLITE_FULL: return .full
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: return .busy
        case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG: return .constraint
        case SQLITE_INTERRUPT: return .interrupted
        case SQLITE_AUTH: return .denied
        // What the shared-memory file of a full disk says, which SQLite does not call full.
        case SQLITE_IOERR where fullDiskCodes.contains(code): return .full
        default: return .other
        }
    }

    private static let ioErrorNoSpaceWrite = SQLITE_IOERR | (3 << 8)
    /// Write and growth of shared memory: the file system refused more space.
    private static let fullDiskCodes: Set<Int32> = [
        SQLITE_IOERR | (19 << 8), SQLITE_IOERR | (3 << 8),
    ]
}
