import CatalogCore
import Synchronization

/// Makes kept answers anew, one after the other, behind those that somebody waits for.
final class AnswerRenewal: Sendable {
    private struct State {
        var waiting: [(question: String, make: @Sendable () throws -> Void)] = []
        var known: Set<String> = []
        var isWorking = false
    }

    /// Whoever asks while so many wait has to ask again for a newer answer.
    private static let waitingCountMax = 1_000

    private let state = Mutex(State())
    private let stopping: StopFlag

    init(stopping: StopFlag) { self.stopping = stopping }

    /// Makes the answer to a question when its turn comes; once, however often it is asked until then.
    func add(_ question: String, make: @escaping @Sendable () throws -> Void) {
        let mustStart = state.withLock { state in
            guard state.waiting.count < Self.waitingCountMax, state.known.insert(question).inserted else {
                return false
            }
            state.waiting.append((question, make))
            defer { state.isWorking = true }
            return !state.isWorking
        }
        if mustStart {
            BackgroundThread.start(niceness: BackgroundThread.behindAnswers) { [self] in work() }
        }
    }

    private func work() {
        while true {
            let next = state.withLock { state -> (question: String, make: @Sendable () throws -> Void)? in
                guard !state.waiting.isEmpty, !stopping.isSet else {
                    state.waiting = []
                    state.known = []
                    state.isWorking = false
                    return nil
                }
                return state.waiting.removeFirst()
            }
            guard let next else { return }
            // What cannot be made is told to whoever waits for it: the kept answer ends with its time.
            try? next.make()
            state.withLock { _ = $0.known.remove(next.question) }
        }
    }
}
