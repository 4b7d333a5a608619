import CSQLite
import Glibc

/// Makes files of one schema, and brings older ones up to it, step by step.
///
/// The number of steps taken is the file's `user_version`; `application_id` marks the file as ours. A file that is
/// refused is not written to.
package struct Migrator: Sendable {
    package struct Step: Sendable {
        package let name: String
        package let sql: String

        package init(name: String, sql: String) {
            self.name = name
            self.sql = sql
        }
    }

    private let applicationID: Int32
    private let steps: [Step]

    package init(applicationID: Int32, steps: [Step]) {
        self.applicationID = applicationID
        self.steps = steps
    }

    /// Makes a new file. It is built beside its place and moved there whole, so that no half-made one is ever seen.
    package func create(at path: String) throws {
        guard access(path, F_OK) != 0 else {
            throw SQLiteError(.exists, path: path, message: "the file exists")
        }
        try FileFacts.requireFolder(of: path)
        let draft = "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).new"
        defer { for ending in ["", "-wal", "-shm", "-journal"] { unlink(draft + ending) } }
        do {
            let connection = try Connection(path: draft, mode: .writing, creating: true)
            try connection.run("PRAGMA application_id = \(applicationID)")
            try apply(to: connection)
            try connection.run("PRAGMA journal_mode = WAL")
        } catch let error as SQLiteError {
            throw SQLiteError(
                error.reason, path: path, message: error.message, code: error.code, sql: error.sql)
        }
        try FileFacts.publish(draft, as: path)
    }

    /// Opens a file for writing and brings it up to the current schema.
    package func open(_ path: String) throws -> Connection {
        try inspect(path)
        let connection = try Connection(path: path, mode: .writing)
        try verify(connection)
        if try connection.first("PRAGMA journal_mode", read: { $0.string(0) }) != "wal" {
            try connection.run("PRAGMA journal_mode = WAL")
        }
        if try connection.integer(of: "user_version") < Int64(steps.count) { try apply(to: connection) }
        return connection
    }

    /// Opens a file that may not be written, to be read as it is.
    ///
    /// - Throws: `.readOnly` where it would have to be written first: an older schema, a log that must be taken in.
    package func openProtected(_ path: String) throws -> Connection {
        try inspect(path)
        let connection: Connection
        do {
            connection = try Connection(path: path, mode: .archived)
            try verify(connection)
        } catch let error as SQLiteError where error.reason == .readOnly {
            throw SQLiteError(
                .readOnly, path: path, message: "and its log holds changes that only a writer can take in",
                code: error.code)
        }
        let version = try connection.integer(of: "user_version")
        guard version == steps.count else {
            throw SQLiteError(
                .readOnly, path: path,
                message: "and its schema is \(version), which has to become \(steps.count)")
        }
        return connection
    }

    /// Throws unless the file is ours, whole as far as its header tells, and not newer than the program.
    /// It only reads the first bytes: nothing is opened, locked or recovered.
    package func inspect(_ path: String) throws {
        let facts = try FileFacts(of: path)
        let header = facts.header
        guard header.count == FileFacts.headerLength, header.starts(with: FileFacts.magic) else {
            let looks =
                facts.size == 0
                ? "the file is empty" : "it is a file of another kind, or its header is damaged"
            throw SQLiteError(.foreign, path: path, message: looks)
        }
        guard facts.bigEndian(at: 68) == UInt32(bitPattern: applicationID) else {
            throw SQLiteError(.foreign, path: path, message: "it is a database of another program")
        }
        let version = Int(facts.bigEndian(at: 60))
        guard version <= steps.count else { throw newer(version, path: path) }
        let pageSize = facts.pageSize
        guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else {
            throw SQLiteError(.corrupt, path: path, message: "its header names no possible page size")
        }
        // With a log beside it the file may be shorter than it says: the rest is in the log.
        let isCountValid = facts.bigEndian(at: 24) == facts.bigEndian(at: 92)
        let expected = Int(facts.bigEndian(at: 28)) * pageSize
        if !facts.hasLog, isCountValid, facts.size < expected {
            throw SQLiteError(
                .corrupt, path: path, message: "it is cut off: \(facts.size) of \(expected) bytes are there")
        }
    }

    /// The same questions asked of an open connection, whose log may tell more than the file's first bytes.
    private func verify(_ connection: Connection) throws {
        do {
            let version = try connection.integer(of: "user_version")
            guard version <= steps.count else { throw newer(Int(version), path: connection.path) }
            _ = try connection.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) }
        } catch let error as SQLiteError where error.reason == .foreign {
            throw SQLiteError(.corrupt, path: error.path, message: error.message, code: error.code)
        }
    }

    private func newer(_ version: Int, path: String) -> SQLiteError {
        SQLiteError(
            .newer, path: path, message: "its schema is \(version), this program knows up to \(steps.count)")
    }

    /// Takes the missing steps, each in a transaction of its own.
    private func apply(to connection: Connection) throws {
        // Steps may rebuild tables that others refer to; the references are checked before each commit.
        try connection.run("PRAGMA foreign_keys = OFF")
        defer { try? connection.run("PRAGMA foreign_keys = ON") }
        for index in steps.indices {
            try connection.transaction(.writing) {
                // Another process may have taken the step while this one waited for its turn.
                guard try connection.integer(of: "user_version") == Int64(index) else { return }
                try connection.runScript(steps[index].sql)
                if let problem = try connection.foreignKeyProblems(limit: 1).first {
                    throw SQLiteError(
                        .constraint, path: connection.path,
                        message:
                            "step \(steps[index].name) leaves a row of \(problem.table) without its parent")
                }
                try connection.run("PRAGMA user_version = \(index + 1)")
            }
        }
        try connection.run("PRAGMA foreign_keys = ON")
    }
}
