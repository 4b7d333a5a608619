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
    /// How many reads run at once.
    package static let readerLimit = 16
    /// `catl`: marks a database file as a catalog.
    package static let applicationID: Int32 = 0x6361_746c

    package static let migrator = Migrator(
        applicationID: applicationID,
        steps: Migrations.steps.map { Migrator.Step(name: $0.name, sql: $0.sql) })

    package let path: String
    private let readers: ReaderPool
    private let writer: WriteQueue

    /// Opens a catalog, and brings one of an older version up to date.
    package init(opening path: String, readerLimit: Int = Catalog.readerLimit) throws {
        self.path = path
        writer = WriteQueue(connection: try Self.migrator.open(path))
        readers = ReaderPool(path: path, limit: readerLimit)
    }

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
        try writer.write(body)
    }

    /// A connection for upkeep that is nobody else's: backup, checking.
    func withOwnConnection<Result>(_ mode: Connection.Mode, _ body: (Connection) throws -> Result) throws
        -> Result
    {
        try body(Connection(path: path, mode: mode))
    }
}
