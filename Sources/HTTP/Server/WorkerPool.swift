import Dispatch
import Glibc
import Synchronization

/// A bounded set of threads that make the answers which have to wait for something, and of answers that wait for them.
final class WorkerPool: Sendable {
    /// Does the work, or refuses it where its turn came too late.
    typealias Job = @Sendable (_ isOverdue: Bool) -> Void

    enum Submission {
        case taken, full, stopping
    }

    private struct State {
        /// From `first` on they wait; those before have been taken.
        var waiting: [(job: Job, arrivedSeconds: Double)?] = []
        var first = 0
        var isStopping = false
    }

    private let state = Mutex(State())
    private let arrived = DispatchSemaphore(value: 0)
    private let ended = DispatchGroup()
    private let threadCount: Int
    private let waitingCountMax: Int
    private let waitingSecondsMax: Double

    init(threadCount: Int, waitingCountMax: Int, waitingSecondsMax: Double) {
        self.threadCount = threadCount
        self.waitingCountMax = waitingCountMax
        self.waitingSecondsMax = waitingSecondsMax
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

    /// Hands over what is to be done; what is taken is called once, in the order of arrival.
    func submit(_ job: @escaping Job) -> Submission {
        let submission = state.withLock { state -> Submission in
            guard !state.isStopping else { return .stopping }
            guard state.waiting.count - state.first < waitingCountMax else { return .full }
            state.waiting.append((job, MonotonicClock.seconds()))
            return .taken
        }
        if submission == .taken { arrived.signal() }
        return submission
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
            let next = state.withLock { state -> (job: Job, arrivedSeconds: Double)? in
                guard state.first < state.waiting.count else { return nil }
                let next = state.waiting[state.first]
                // With the job goes its request: what was asked must not outlive its answer here.
                state.waiting[state.first] = nil
                state.first += 1
                if state.first > 1_024 {
                    state.waiting.removeFirst(state.first)
                    state.first = 0
                }
                return next
            }
            guard let next else { return }
            next.job(MonotonicClock.seconds() - next.arrivedSeconds > waitingSecondsMax)
        }
    }
}
