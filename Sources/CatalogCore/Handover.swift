import Dispatch
import Synchronization

/// One thread reads while another stores: each thing goes from one hand to the other, and at most one lies between them.
package enum Handover {
    /// Runs `produce` on a thread of its own and `consume` on the caller's, in the order of what was put.
    ///
    /// - Parameters:
    ///   - produce: calls `put` with each element, which waits while the one before has not been taken. Where `put`
    ///     returns false nobody takes anything any more, and it ends.
    ///   - consume: returns false to end early. The producer is not waited for then, since it may wait for a pipe.
    /// - Returns: what `produce` returned; nil where `consume` ended early.
    package static func run<Element: Sendable, Summary: Sendable>(
        produce: sending @escaping (_ put: (Element) -> Bool) throws -> Summary,
        consume: (Element) throws -> Bool
    ) throws -> Summary? {
        let table = Table<Element, Summary>()
        let producer = Producer(run: produce)
        DispatchQueue(label: "handover").async {
            table.finish(Result { try producer.run { table.put($0) } })
        }
        defer { table.close() }
        while let element = table.take() {
            guard try consume(element) else { return nil }
        }
        return try table.summary()
    }

    /// Unchecked: the closure is sent here, and only the one thread that is started for it calls it, once.
    private struct Producer<Element, Summary>: @unchecked Sendable {
        let run: (_ put: (Element) -> Bool) throws -> Summary
    }

    /// What lies between the two.
    private final class Table<Element: Sendable, Summary: Sendable>: Sendable {
        private struct State {
            var element: Element?
            var isClosed = false
            var end: Result<Summary, any Error>?
        }

        private let state = Mutex(State())
        private let filled = DispatchSemaphore(value: 0)
        private let free = DispatchSemaphore(value: 0)

        init() { free.signal() }

        func put(_ element: Element) -> Bool {
            free.wait()
            let isTaken = state.withLock { state in
                guard !state.isClosed else { return false }
                state.element = element
                return true
            }
            if isTaken { filled.signal() } else { free.signal() }
            return isTaken
        }

        /// The next element; nil at the end.
        func take() -> Element? {
            filled.wait()
            let element = state.withLock { state in
                defer { state.element = nil }
                return state.element
            }
            if element != nil { free.signal() }
            return element
        }

        func finish(_ end: Result<Summary, any Error>) {
            // The last element is taken first.
            free.wait()
            state.withLock { $0.end = end }
            filled.signal()
        }

        func close() {
            state.withLock { $0.isClosed = true }
            free.signal()
        }

        func summary() throws -> Summary? { try state.withLock { $0.end }?.get() }
    }
}
