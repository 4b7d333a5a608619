import Synchronization

/// Lets each caller ask so often: a bucket of tokens that fills steadily.
final class RateLimiter: Sendable {
    private static let callerCountMax = 100_000

    private struct Bucket {
        var level: Double
        var seconds: Double
    }

    private let perSecond: Double
    private let burst: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameter perSecond: 0 for no limit.
    init(perSecond: Double, burst: Double) {
        self.perSecond = perSecond
        self.burst = burst
    }

    /// Nil where the caller may go on; else after how many seconds they may.
    func delaySeconds(for caller: String, nowSeconds: Double) -> Double? {
        guard perSecond > 0 else { return nil }
        return buckets.withLock { buckets in
            if buckets.count >= Self.callerCountMax {
                // Whoever is back at a full bucket is as good as new.
                buckets = buckets.filter { ($1.level + (nowSeconds - $1.seconds) * perSecond) < burst }
                if buckets.count >= Self.callerCountMax { buckets.removeAll() }
            }
            var bucket = buckets[caller] ?? Bucket(level: burst, seconds: nowSeconds)
            bucket.level = min(burst, bucket.level + max(0, nowSeconds - bucket.seconds) * perSecond)
            bucket.seconds = nowSeconds
            defer { buckets[caller] = bucket }
            guard bucket.level >= 1 else { return (1 - bucket.level) / perSecond }
            bucket.level -= 1
            return nil
        }
    }
}
