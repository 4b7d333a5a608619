import CTurns
import Glibc

/// How the threads of a program that answers while it works take turns at the processor.
///
/// Who asks for short turns gets them early, and interrupts whoever is in a long one: where the processors are busy, what
/// answers has not to wait until work in the background has had its turn, nor for all other answers to have had a long one.
package enum ProcessorTurns {
    private static let shortNs: UInt64 = 500_000
    private static let longNs: UInt64 = 100_000_000

    /// For the calling thread and all that it starts from now on.
    package static func takeShort() { _ = catalog_take_turns(shortNs, 0) }

    /// The calling thread stands behind others: `niceness` further than now.
    package static func stepBehind(by niceness: Int32) {
        guard catalog_take_turns(longNs, niceness) != 0 else { return }
        // A sandbox may know the older call alone. On Linux the niceness of process 0 is the calling thread's own.
        let whose = __priority_which_t(PRIO_PROCESS.rawValue)
        _ = setpriority(whose, 0, getpriority(whose, 0) + niceness)
    }
}
