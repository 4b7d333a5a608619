import Glibc

/// Waiting for what comes by itself, a moment after what a test has done.
package enum Eventually {
    /// True as soon as the condition holds; false where it does not within the time.
    package static func holds(seconds: Double = 10, _ condition: () throws -> Bool) rethrows -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            if try condition() { return true }
            guard ContinuousClock.now < end else { return false }
            usleep(5_000)
        }
    }
}
