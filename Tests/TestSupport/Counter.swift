import Synchronization

/// A number that threads share.
package final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    package init() {}

    /// The number before it was counted up.
    package func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
}
