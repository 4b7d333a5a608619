import Glibc

/// Threads for work that blocks and computes for seconds: outside Swift's pool, which must not be kept waiting.
enum WorkerThreads {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs `count` threads of `body` beside `foreground` on this one; returns when all have ended.
    static func run(
        count: Int, body: @escaping @Sendable (_ index: Int) -> Void, foreground: () throws -> Void
    ) rethrows {
        var threads: [pthread_t] = []
        for index in 0..<count {
            var thread: pthread_t = 0
            let context = Unmanaged.passRetained(Body { body(index) }).toOpaque()
            let code = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
                    return nil
                }, context)
            if code == 0 {
                threads.append(thread)
            } else {
                // No thread to be had: the work is done here, so that nobody waits for it for ever.
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
            }
        }
        defer { for thread in threads { pthread_join(thread, nil) } }
        try foreground()
    }
}
