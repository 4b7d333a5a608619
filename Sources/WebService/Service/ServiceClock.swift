import CatalogStore
import Glibc

/// The time of day.
package struct ServiceClock: Sendable {
    package init() {}

    package var now: Timestamp {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        return Timestamp(milliseconds: Int64(moment.tv_sec) * 1_000 + Int64(moment.tv_nsec) / 1_000_000)
    }
}
