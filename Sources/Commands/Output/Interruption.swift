import Glibc
import Synchronization

/// Ctrl-C while a long job runs: the first asks for an end, the second ends at once.
enum Interruption {
    private static let count = Atomic<Int>(0)
    private static let isWatched = Atomic<Bool>(false)

    /// True after the first Ctrl-C or SIGTERM.
    static var isRequested: Bool { count.load(ordering: .relaxed) > 0 }

    /// From now on Ctrl-C and SIGTERM are requests.
    static func watch() {
        guard !isWatched.exchange(true, ordering: .relaxed) else { return }
        // Read once here, so that the handler finds it initialised.
        _ = isRequested
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { signal in Interruption.handle(signal) }
        action.sa_flags = Int32(SA_RESTART)
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
    }

    /// Only calls that POSIX allows in a handler.
    private static func handle(_ signal: Int32) {
        if count.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(128 + signal) }
        let sentence: StaticString = "\nFinishing what is in hand. Again to stop at once.\n"
        _ = write(2, sentence.utf8Start, sentence.utf8CodeUnitCount)
    }
}
