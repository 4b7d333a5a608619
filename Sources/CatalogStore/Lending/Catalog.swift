import CatalogCore
import Migrations
import SQLite

/// One catalog file: opened once and shared by all threads.
///
///     let catalog = try Catalog(opening: path)
///     let track = try catalog.read { try $0.track(id) }
///     try catalog.write { try $0.add(event) }
///
/// A `write` returns when its changes are on disk. Reads never wait for writes. Neither may be called inside a `write`.
package final class Catalog: Sendable {
    /// How many reads run at once: a service's workers, who may all wait for the disk, leave some to its connections.
    package static let readerLimit = 24
    /// What a connection of a service keeps of the file.
    private static let servingCacheKib = 512
    /// How many readers a service has from its start on: more than it lends at once, but for a burst.
    private static let servingReaderCount = 8
    /// `catl`: marks a database file as a catalog.
    package static let applicationID: Int32 = 0x6361_746c

    package static let migrator = Migrator(
        applicationID: applicationID,
        steps: Migrations.steps.map { Migrator.Step(name: $0.name, sql: $0.sql) })

    package let path: String
    private let readers: ReaderPool
    private let readingMode: Connection.Mode
    private let writer: Result<WriteQueue, SQLiteError>

    /// Opens a catalog, and brings one of an older version up to date. One that may not be written can be read.
    package init(opening path: String, readerLimit: Int = Catalog.readerLimit) throws {
        self.path = path
        do {
            writer = .success(WriteQueue(connection: try Self.migrator.open(path)))
            readingMode = .reading
        } catch let error as SQLiteError where error.reason == .readOnly {
            _ = try Self.migrator.openProtected(path)
            writer = .failure(error)
            readingMode = .archived
        }
        readers = ReaderPool(path: path, mode: readingMode, limit: readerLimit)
    }

    /// False where the file or its folder may not be written: then every `write` throws `.readOnly`.
    package var isWritable: Bool { readingMode == .reading }

    /// Makes a new, empty catalog file; throws `.exists` where there is one.
    package static func create(at path: String) throws { try migrator.create(at: path) }

    /// Lends a snapshot: all reads of `body` see the catalog at one moment.
    package func read<Result>(_ body: (Snapshot) throws -> Result) throws -> Result {
        try readers.withConnection { connection in
            try connection.transaction(.reading) {
                try body(Snapshot(lent: LentConnection(connection: connection)))
            }
        }
    }

    /// Runs a change: all of it is on disk when this returns, or none of it when this throws.
    package func write<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        try writer.get().write(body)
    }

    /// For a program that runs on and answers while it works in the background: who answers never waits for a thread that
    /// stands behind it in the queue for the processor, and the caches stay small, which the system's own stands behind.
    package func prepareToServe() throws {
        readers.limitCaches(kib: Self.servingCacheKib)
        try readers.open(count: Self.servingReaderCount)
        guard case .success(let writer) = writer else { return }
        writer.leadFromFront()
        writer.limitCache(kib: Self.servingCacheKib)
    }

    /// A reading connection for upkeep that is nobody else's: backup, checking.
    func withOwnConnection<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        try body(Connection(path: path, mode: readingMode))
    }
}
