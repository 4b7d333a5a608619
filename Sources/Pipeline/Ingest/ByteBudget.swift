import Glibc

/// A number of bytes that workers share: one that wants more than is left waits.
///
/// A wish beyond the whole budget is granted when nobody else holds anything: it runs alone.
// Sound: `used` is touched only with the mutex held, and the rest never changes.
final class ByteBudget: @unchecked Sendable {
    private let limit: Int
    private var used = 0
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>

    init(limit: Int) {
        self.limit = limit
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

    func with<Result>(_ bytes: Int, _ body: () throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        while used > 0 && used + bytes > limit { pthread_cond_wait(changed, mutex) }
        used += bytes
        pthread_mutex_unlock(mutex)
        defer {
            pthread_mutex_lock(mutex)
            used -= bytes
            pthread_cond_broadcast(changed)
            pthread_mutex_unlock(mutex)
        }
        return try body()
    }
}
