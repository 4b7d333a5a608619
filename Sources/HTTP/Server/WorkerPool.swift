import Dispatch
import Glibc
import Synchronization

/// A bounded set of threads that make the answers which have to wait for something.
final class WorkerPool: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var first = 0
        var isStopping = false
    }

    private let state = Mutex(State())
    private let arrived = DispatchSemaphore(value: 0)
    private let ended = DispatchGroup()
    private let threadCount: Int

    init(threadCount: Int) {
        self.threadCount = threadCount
        for _ in 0..<threadCount {
            ended.enter()
            let worker = Unmanaged.passRetained(self)
            var thread = pthread_t()
            let code = pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    let pool = Unmanaged<WorkerPool>.fromOpaque(context).takeRetainedValue()
                    pool.work()
                    pool.ended.leave()
                    return nil
                }, worker.toOpaque())
            if code == 0 {
                pthread_detach(thread)
            } else {
                worker.release()
                ended.leave()
            }
        }
    }

    /// Hands over what is to be done; each is done once, in the order of arrival. False after `stop`.
    func submit(_ job: @escaping @Sendable () -> Void) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isStopping else { return false }
            state.waiting.append(job)
            return true
        }
        if isTaken { arrived.signal() }
        return isTaken
    }

    /// Ends the threads after what was handed over before; true where all ended in time.
    func stop(waitSeconds: Double) -> Bool {
        state.withLock { $0.isStopping = true }
        for _ in 0..<threadCount { arrived.signal() }
        return ended.wait(timeout: .now() + waitSeconds) == .success
    }

    private func work() {
        while true {
            arrived.wait()
            let job = state.withLock { state -> (@Sendable () -> Void)? in
                guard state.first < state.waiting.count else { return nil }
                let job = state.waiting[state.first]
                state.first += 1
                if state.first > 1_024 {
                    state.waiting.removeFirst(state.first)
                    state.first = 0
                }
                return job
            }
            guard let job else { return }
            job()
        }
    }
}
