import Dispatch
import SQLite
import Synchronization

/// A bounded set of reading connections, opened as they are needed and kept.
final class ReaderPool: Sendable {
    /// A connection between two loans.
    ///
    /// Unchecked: a connection is used by one thread at a time, because whoever takes it out of `idle` (under the
    /// lock) is its only holder until it is put back (under the lock), which also orders the memory accesses.
    private struct Idle: @unchecked Sendable {
        let connection: Connection
    }

    private let path: String
    private let mode: Connection.Mode
    private let places: DispatchSemaphore
    private let idle = Mutex<[Idle]>([])
    /// Nil for what a connection takes by itself.
    private let cacheKib = Mutex<Int?>(nil)

    init(path: String, mode: Connection.Mode, limit: Int) {
        precondition(limit > 0, "a pool lends at least one connection")
        self.path = path
        self.mode = mode
        places = DispatchSemaphore(value: limit)
    }

    /// Lends a connection; waits for one where all are out. A read inside a read takes a second one.
    func withConnection<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        places.wait()
        defer { places.signal() }
        let connection = try idle.withLock { $0.popLast() }?.connection ?? open()
        defer {
            let returned = Idle(connection: connection)
            idle.withLock { $0.append(returned) }
        }
        return try body(connection)
    }

    /// For connections that are opened from now on.
    func limitCaches(kib: Int) { cacheKib.withLock { $0 = kib } }

    /// Opens connections until so many are at hand, for a program that is asked by several at once from its start on.
    func open(count: Int) throws {
        while idle.withLock({ $0.count }) < count {
            let opened = Idle(connection: try open())
            idle.withLock { $0.append(opened) }
        }
    }

    private func open() throws -> Connection {
        let connection = try Connection(path: path, mode: mode)
        if let cacheKib = cacheKib.withLock({ $0 }) { try connection.limitCache(kib: cacheKib) }
        return connection
    }
}
