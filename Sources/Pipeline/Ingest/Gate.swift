import Glibc

/// A lock that threads can wait at until something has changed; whoever leaves it wakes those who wait.
// Sound: the two are made for POSIX threads, are allocated once and never move.
final class Gate: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    init() {
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

    /// Runs `body` alone, as soon as `isClosed` is false.
    func pass<Result>(while isClosed: () -> Bool = { false }, _ body: () -> Result) -> Result {
        pthread_mutex_lock(mutex)
        while isClosed() { pthread_cond_wait(changed, mutex) }
        defer {
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(mutex)
        }
        return body()
    }
}
