import Glibc

/// What the calling thread has used of a core: what others on the machine take does not count.
package enum ThreadClock {
    package static func milliseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }
}
