import CatalogCore
import Synchronization

/// What was read of the catalog lately, while nothing of its topic changes; bounded, cut into parts so that threads
/// seldom wait for one another.
final class Shelf<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var revision: Int64 = -1
        var values: [Key: Value] = [:]
    }

    /// A lock of its own.
    private final class Part: Sendable {
        let state = Mutex(State())
    }

    private static var partCount: Int { 16 }
    private let countMax: Int
    private let parts: [Part]

    /// - Parameter countMax: how many values are kept.
    init(countMax: Int) {
        self.countMax = countMax
        parts = (0..<Self.partCount).map { _ in Part() }
    }

    /// What is kept at this revision, else what `make` gives, which is kept; nil is kept by nobody.
    func value(of key: Key, revision: Int64, make: () throws -> Value?) rethrows -> Value? {
        let part = parts[Int(UInt(bitPattern: key.hashValue) % UInt(Self.partCount))]
        let known = part.state.withLock { $0.revision == revision ? $0.values[key] : nil }
        if let known { return known }
        guard let made = try make() else { return nil }
        part.state.withLock { state in
            // Whoever read an older state must not undo what is newer.
            guard revision >= state.revision else { return }
            if revision > state.revision || state.values.count >= countMax / Self.partCount {
                state.values.removeAll(keepingCapacity: true)
                state.revision = revision
            }
            state.values[key] = made
        }
        return made
    }
}
