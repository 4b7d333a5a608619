import CatalogCore
import Dispatch
import SQLite
import Synchronization

/// The one writer. Changes that arrive while another is being synced share the next transaction and its one sync.
///
/// Whoever finds the queue without a leader leads: takes what has gathered, runs it in one transaction, each change in a
/// savepoint of its own, commits, and then tells each caller. A change that throws is undone alone. The lead passes on
/// after one transaction, so that no caller works for others without end. A caller that stands behind the others in the
/// queue for the processor does not lead where there is a `front`: all would wait as long as it does.
final class WriteQueue: Sendable {
    /// How many changes share one transaction.
    private static let groupLimit = 512

    private final class Change {
        /// Let go of before the caller is woken: it does not outlive the call that it came with.
        var run: ((Transaction) throws -> Void)?
        let wake = DispatchSemaphore(value: 0)
        /// Nil while the change waits; its end, or the call to lead.
        var end: End?
        let isBehind = BackgroundThread.isBehind

        init(run: @escaping (Transaction) throws -> Void) { self.run = run }
    }

    private enum End {
        case done
        case failed(any Error)
        case lead
    }

    /// Unchecked: a change is written by its caller before it is queued and by the leader after it was taken from the
    /// queue, both under the lock; its caller reads it again only after `wake`, which the leader signals last. The
    /// closure runs on the leader's thread while its caller waits in `write`, so what it captured is not in use.
    private struct Waiting: @unchecked Sendable {
        let change: Change
    }

    /// Unchecked: only the leader uses the connection, and there is one leader at a time (`isLed`, under the lock).
    private struct Writer: @unchecked Sendable {
        let connection: Connection
    }

    private struct State {
        var waiting: [Waiting] = []
        var isLed = false
        /// Signalled for a thread that leads in place of callers who stand behind.
        var front: DispatchSemaphore?
        var newCacheKib: Int?
    }

    private let state = Mutex(State())
    private let writer: Writer

    init(connection: Connection) { writer = Writer(connection: connection) }

    /// Starts a thread that leads for callers who stand behind others: for a program that answers while it writes.
    func leadFromFront() {
        let front = DispatchSemaphore(value: 0)
        let isFirst = state.withLock { state in
            guard state.front == nil else { return false }
            state.front = front
            return true
        }
        guard isFirst else { return }
        BackgroundThread.start { [weak self] in
            while true {
                front.wait()
                guard let self else { return }
                leadOnce()
            }
        }
    }

    /// Holds for all changes from the next one on.
    func limitCache(kib: Int) { state.withLock { $0.newCacheKib = kib } }

    deinit { state.withLock { _ = $0.front?.signal() } }

    /// Runs `body` in a transaction; returns when its changes are on disk.
    func write<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        try withoutActuallyEscaping(body) { body in
            var result: Result?
            let change = Change { result = try body($0) }
            try wait(for: change)
            guard let result else { preconditionFailure("a change that ended well has a result") }
            return result
        }
    }

    private func wait(for change: Change) throws {
        let entry = Waiting(change: change)
        let (leads, front) = state.withLock { state in
            state.waiting.append(entry)
            defer { state.isLed = true }
            return (!state.isLed, change.isBehind ? state.front : nil)
        }
        if leads, front == nil {
            leadOnce()
        } else {
            if leads { front?.signal() }
            change.wake.wait()
            if case .lead = change.end {
                change.end = nil
                leadOnce()
            }
        }
        if case .failed(let error) = change.end { throw error }
    }

    /// Runs one group, of which the change of whoever leads is the first, and passes the lead on.
    private func leadOnce() {
        let (group, newCacheKib) = state.withLock { state in
            let group = Array(state.waiting.prefix(Self.groupLimit))
            state.waiting.removeFirst(group.count)
            defer { state.newCacheKib = nil }
            return (group, state.newCacheKib)
        }
        if let newCacheKib { try? writer.connection.limitCache(kib: newCacheKib) }
        commit(group.map(\.change))
        for entry in group { entry.change.run = nil }
        let (next, front) = state.withLock { state in
            if state.waiting.isEmpty { state.isLed = false }
            return (state.waiting.first, state.front)
        }
        if let next {
            if next.change.isBehind, let front {
                front.signal()
            } else {
                next.change.end = .lead
                next.change.wake.signal()
            }
        }
        for entry in group { entry.change.wake.signal() }
    }

    private func commit(_ changes: [Change]) {
        let connection = writer.connection
        do {
            try connection.transaction(.writing) {
                for change in changes {
                    change.end = run(change, alone: changes.count == 1)
                    guard connection.isInTransaction else {
                        // SQLite undid the whole transaction by itself, as it may on a full disk.
                        throw GroupFailure(cause: change.end)
                    }
                }
                if changes.count == 1, case .failed(let error) = changes[0].end { throw error }
            }
        } catch {
            let cause = (error as? GroupFailure)?.error ?? error
            for change in changes {
                if case .failed = change.end { continue }
                change.end = .failed(cause)
            }
        }
    }

    private func run(_ change: Change, alone: Bool) -> End {
        let connection = writer.connection
        let transaction = Transaction(lent: LentConnection(connection: connection))
        do {
            if alone {
                try change.run?(transaction)
                try transaction.finish()
            } else {
                try connection.savepoint {
                    try change.run?(transaction)
                    try transaction.finish()
                }
            }
            return .done
        } catch {
            return .failed(error)
        }
    }

    private struct GroupFailure: Error {
        let cause: End?

        var error: (any Error)? {
            if case .failed(let error) = cause { error } else { nil }
        }
    }
}
