import CatalogCore
import Glibc
import Synchronization
import TestSupport

/// Sends requests from many connections and keeps how long each took.
struct Load: Sendable {
    struct Result: Sendable {
        var seconds = 0.0
        var milliseconds: [Double] = []
        /// Other than 503, which says that more is asked than can be answered soon.
        var failures = 0
        var statuses: [Int: Int] = [:]

        var refused: Int { statuses[503] ?? 0 }

        /// What was answered, with how long each took.
        var perSecond: Double { seconds > 0 ? Double(milliseconds.count) / seconds : 0 }

        func percentile(_ share: Double) -> Double {
            guard !milliseconds.isEmpty else { return .nan }
            let sorted = milliseconds.sorted()
            return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
        }
    }

    let port: Int
    let connectionCount: Int
    /// The bytes of a request; drawn by a connection's own generator.
    let request: @Sendable (inout SplitMix64) -> [UInt8]

    static func get(_ target: String) -> [UInt8] {
        Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
    }

    static func post(_ target: String, _ body: String) -> [UInt8] {
        Array(
            ("POST \(target) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)").utf8)
    }

    /// - Parameter perSecond: over all connections, on a fixed schedule: a late answer makes the next ones late too,
    ///   and they are counted from when they were due. Nil: as fast as answers come.
    func run(seconds: Double, perSecond: Double? = nil, seed: UInt64) -> Result {
        let total = Total()
        let threads = SideThreads()
        let start = Self.now()
        for index in 0..<connectionCount {
            threads.start {
                let result = drive(index, seconds: seconds, perSecond: perSecond, start: start, seed: seed)
                total.add(result)
            }
        }
        threads.wait()
        var result = total.result.withLock { $0 }
        result.seconds = Self.now() - start
        return result
    }

    private final class Total: Sendable {
        let result = Mutex(Result())

        func add(_ other: Result) {
            result.withLock { result in
                result.milliseconds += other.milliseconds
                result.failures += other.failures
                result.statuses.merge(other.statuses, uniquingKeysWith: +)
            }
        }
    }

    private func drive(_ index: Int, seconds: Double, perSecond: Double?, start: Double, seed: UInt64)
        -> Result
    {
        var generator = SplitMix64(seed: seed ^ UInt64(index) &* 0x9E37_79B9)
        let connection = LoadConnection(port: port)
        var result = Result()
        let pause = perSecond.map { Double(connectionCount) / $0 }
        var due = start + (pause ?? 0) * Double(index) / Double(connectionCount)
        while true {
            if pause != nil {
                let wait = due - Self.now()
                if wait > 0 { usleep(UInt32(wait * 1e6)) }
            } else {
                due = Self.now()
            }
            guard due - start < seconds else { return result }
            if let answer = connection.send(request(&generator)) {
                result.statuses[answer.status, default: 0] += 1
                if answer.status != 503 { result.milliseconds.append((Self.now() - due) * 1_000) }
                if answer.status >= 400 && answer.status != 503 { result.failures += 1 }
            } else {
                result.failures += 1
            }
            if let pause { due += pause }
        }
    }

    static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
