import Glibc

/// The processor time of each stage of a hearing, in seconds of its thread; of a program outside only what we wait on.
package struct HearingTimings: Sendable, Equatable {
    package internal(set) var decodingSeconds = 0.0
    package internal(set) var downmixSeconds = 0.0
    package internal(set) var loudnessSeconds = 0.0
    package internal(set) var resamplingSeconds = 0.0
    package internal(set) var fingerprintSeconds = 0.0
    package internal(set) var identitySeconds = 0.0

    package var totalSeconds: Double {
        decodingSeconds + downmixSeconds + loudnessSeconds + resamplingSeconds + fingerprintSeconds
            + identitySeconds
    }
}

/// A stopwatch over the thread's own time.
struct StageClock {
    private var last = StageClock.now()

    /// The seconds since the last lap.
    mutating func lap() -> Double {
        let time = Self.now()
        defer { last = time }
        return time - last
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
