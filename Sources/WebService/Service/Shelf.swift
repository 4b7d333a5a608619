import CatalogCore
import Synchronization

/// What was read of the catalog lately, while nothing of its topic changes; bounded, cut into parts so that threads
/// seldom wait for one another.
final class Shelf<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct State {
        var revision: Int64 = -1
        var values: RecentValues<Key, Value>
    }

    /// A lock of its own.
    private final class Part: Sendable {
        let state: Mutex<State>

        init(_ values: RecentValues<Key, Value>) { state = Mutex(State(values: values)) }
    }

    private static var partCount: Int { 16 }
    private let empty: RecentValues<Key, Value>
    private let parts: [Part]

    /// - Parameters:
    ///   - costMax: what the values that are kept may cost together.
    ///   - cost: what one costs, as its number where all cost the same.
    init(costMax: Int, cost: @escaping @Sendable (Key, Value) -> Int = { _, _ in 1 }) {
        let empty = RecentValues(costMax: costMax / Self.partCount, cost: cost)
        self.empty = empty
        parts = (0..<Self.partCount).map { _ in Part(empty) }
    }

    /// What is kept at this revision, else what `make` gives, which is kept.
    func value(of key: Key, revision: Int64, make: () throws -> Value) rethrows -> Value {
        let part = parts[Int(UInt(bitPattern: key.hashValue) % UInt(Self.partCount))]
        let known = part.state.withLock { $0.revision == revision ? $0.values.value(of: key) : nil }
        if let known { return known }
        let made = try make()
        part.state.withLock { state in
            // Whoever read an older state must not undo what is newer.
            guard revision >= state.revision else { return }
            if revision > state.revision {
                state.values = empty
                state.revision = revision
            }
            state.values.keep(made, of: key)
        }
        return made
    }
}
