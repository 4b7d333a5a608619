import Glibc

/// The clock of the machine's time zone.
enum WallClock {
    /// The milliseconds by which it is ahead of UTC at a moment.
    @Sendable static func offsetMs(atMs milliseconds: Int64) -> Int64 {
        var seconds = time_t(milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return 0 }
        return Int64(parts.tm_gmtoff) * 1_000
    }
}
