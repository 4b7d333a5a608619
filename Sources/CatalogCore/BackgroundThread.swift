import Glibc

/// A thread for work that takes long and that nobody waits for.
package enum BackgroundThread {
    private final class Work {
        let body: @Sendable () -> Void
        let niceness: Int32

        init(body: @escaping @Sendable () -> Void, niceness: Int32) {
            self.body = body
            self.niceness = niceness
        }
    }

    /// How far work stands behind the answers of a service.
    package static let behindAnswers: Int32 = 10

    /// Whether the calling thread stands behind the first one of its program.
    package static var isBehind: Bool {
        let whose = __priority_which_t(PRIO_PROCESS.rawValue)
        return getpriority(whose, 0) > getpriority(whose, id_t(getpid()))
    }

    /// - Parameter niceness: how far it stands behind the threads that answer; threads that it starts stand there too.
    package static func start(niceness: Int32 = 0, _ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body: body, niceness: niceness))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                let work = Unmanaged<Work>.fromOpaque(context).takeRetainedValue()
                if work.niceness != 0 { ProcessorTurns.stepBehind(by: work.niceness) }
                work.body()
                return nil
            }, work.toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            // No thread is to be had: the work is not lost, its caller waits for it.
            work.release()
            body()
        }
    }
}
