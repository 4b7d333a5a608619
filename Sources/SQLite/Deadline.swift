import Glibc

/// When a statement has to end: at a time, or when it has taken too much memory.
final class Deadline {
    /// How many of SQLite's instructions pass between two looks at the clock.
    static let instructionsBetweenLooks: Int32 = 2_000

    /// Why the statement was stopped, as a clause; nil while it may go on.
    private(set) var reason: String?

    private let limitMs: Int
    private let memoryBytes: Int
    private let end: ContinuousClock.Instant
    private let residentAtStart: Int
    private let statistics: Int32

    init(limitMs: Int, memoryBytes: Int) {
        self.limitMs = limitMs
        self.memoryBytes = memoryBytes
        end = .now + .milliseconds(limitMs)
        statistics = memoryBytes == .max ? -1 : open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        residentAtStart = Self.residentBytes(statistics)
    }

    deinit { if statistics >= 0 { close(statistics) } }

    func isOver() -> Bool {
        if .now >= end {
            reason = "it ran longer than \(limitMs < 1_000 ? "\(limitMs) ms" : "\(limitMs / 1_000) s")"
        } else if Self.residentBytes(statistics) - residentAtStart > memoryBytes {
            reason = "it took more than \(memoryBytes >> 20) MiB of memory"
        }
        return reason != nil
    }

    /// The memory that the program has; 0 where the system does not say.
    private static func residentBytes(_ statistics: Int32) -> Int {
        guard statistics >= 0 else { return 0 }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 128) { buffer in
            let count = pread(statistics, buffer.baseAddress, buffer.count, 0)
            guard count > 0 else { return 0 }
            let fields = String(decoding: buffer.prefix(count), as: UTF8.self).split(separator: " ")
            return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(getpagesize())
        }
    }
}
