import Glibc
import Synchronization

/// Threads that do something beside a test until they are told to end.
package final class SideThreads: Sendable {
    private let over = Atomic<Bool>(false)
    private let running = Atomic<Int>(0)

    package init() {}

    /// True once the threads should come to their end.
    package var isOver: Bool { over.load(ordering: .sequentiallyConsistent) }

    package func start(count: Int = 1, _ body: @escaping @Sendable () -> Void) {
        for _ in 0..<count {
            running.add(1, ordering: .sequentiallyConsistent)
            DetachedThread.start { [self] in
                body()
                running.subtract(1, ordering: .sequentiallyConsistent)
            }
        }
    }

    /// Tells them to end.
    package func end() { over.store(true, ordering: .sequentiallyConsistent) }

    /// Waits until all have ended.
    package func wait() { while running.load(ordering: .sequentiallyConsistent) > 0 { usleep(1_000) } }
}
