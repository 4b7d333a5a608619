import CatalogCore
import Dispatch
import Synchronization
import TestSupport
import Testing

@Suite struct ProcessorTurnsTests {
    /// How a thread stands after `body`, and one that it started.
    private static func standing(
        of body: @escaping @Sendable () -> Void
    ) -> (ThreadStanding, ofItsThread: ThreadStanding) {
        let done = DispatchSemaphore(value: 0)
        let found = Mutex<[ThreadStanding]>([])
        BackgroundThread.start {
            body()
            found.withLock { $0.append(.ofThisThread) }
            BackgroundThread.start {
                found.withLock { $0.append(.ofThisThread) }
                done.signal()
            }
        }
        done.wait()
        return found.withLock { ($0[0], $0[1]) }
    }

    @Test func whoStepsBehindStandsThereWithAllThatItStarts() {
        let before = ThreadStanding.ofThisThread
        let found = Self.standing { ProcessorTurns.stepBehind(by: 3) }
        #expect(found.0.niceness == before.niceness + 3)
        #expect(found.ofItsThread == found.0)
        #expect(ThreadStanding.ofThisThread == before)
    }

    @Test(.enabled(if: ThreadStanding.isTurnLengthKnown))
    func answersTakeShortTurnsAndWorkBehindThemLongOnes() {
        let answering = Self.standing { ProcessorTurns.takeShort() }
        #expect(answering.0.niceness == ThreadStanding.ofThisThread.niceness)
        #expect(answering.0.turnNs == 500_000)
        #expect(answering.ofItsThread == answering.0)
        let behind = Self.standing {
            ProcessorTurns.takeShort()
            ProcessorTurns.stepBehind(by: 3)
        }
        #expect(behind.0.turnNs == 100_000_000)
        #expect(behind.ofItsThread == behind.0)
    }
}
