import Synchronization

/// Lends clients of a bucket to workers: a connection serves one request at a time and is kept for the next.
package final class BucketReader: Sendable {
    private let make: @Sendable (_ seed: UInt64) -> Bucket
    private let idle = Mutex<Idle>(Idle())

    private struct Idle: ~Copyable {
        var buckets: [Lent] = []
        var made: UInt64 = 0
    }

    // A bucket client that changes hands, from one thread to the next, under the lock of `idle`. Sound: a client is in the list or with exactly one borrower, never both.
    private final class Lent: @unchecked Sendable {
        let bucket: Bucket
        init(_ bucket: Bucket) { self.bucket = bucket }
    }

    package init(make: @escaping @Sendable (_ seed: UInt64) -> Bucket) { self.make = make }

    package func withBucket<Result>(_ body: (Bucket) throws -> Result) rethrows -> Result {
        let (free, seed) = idle.withLock { idle -> (Lent?, UInt64) in
            idle.made += 1
            return (idle.buckets.popLast(), idle.made)
        }
        let lent = free ?? Lent(make(seed))
        defer { idle.withLock { $0.buckets.append(lent) } }
        return try body(lent.bucket)
    }
}
