import Glibc

/// Hands finished work from many threads to one; a full queue makes the workers wait for the writer.
// Sound: everything that changes is touched only with the mutex held.
final class ResultQueue<Element: Sendable>: @unchecked Sendable {
    private let capacity: Int
    private var elements: [Element] = []
    private var openProducers: Int
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    init(capacity: Int, producerCount: Int) {
        self.capacity = capacity
        openProducers = producerCount
        mutex = .allocate(capacity: 1)
        changed = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(mutex)
        changed.deallocate()
        mutex.deallocate()
    }

    func push(_ element: Element) {
        locked {
            while elements.count >= capacity { pthread_cond_wait(changed, mutex) }
            elements.append(element)
        }
    }

    /// Said once by each producer, after its last element.
    func finish() { locked { openProducers -= 1 } }

    /// All that waits, as soon as there is something; nil when every producer has finished and all was taken.
    func takeAll() -> [Element]? {
        locked {
            while elements.isEmpty && openProducers > 0 { pthread_cond_wait(changed, mutex) }
            guard !elements.isEmpty else { return nil }
            defer { elements = [] }
            return elements
        }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(mutex)
        }
        return body()
    }
}
