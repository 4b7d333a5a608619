import CatalogCore
import Dispatch
import FoundationEssentials
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite struct ProcessorTurnsTests {
    private struct Standing: Equatable, Sendable {
        let niceness: Int32
        let turnNs: Int?

        /// Of the calling thread; nil for the length of its turns where the kernel tells none.
        static var mine: Standing {
            let lines = (try? String(contentsOfFile: "/proc/thread-self/sched", encoding: .utf8)) ?? ""
            let line = lines.split(separator: "\n").first { $0.hasPrefix("se.slice") }
            let words = line?.split(separator: " ") ?? []
            return Standing(
                niceness: getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0),
                turnNs: words.last.flatMap { Int($0) })
        }
    }

    /// Since Linux 6.12 a thread may ask for the length of its turns.
    private static let knowsTurns: Bool = {
        let version = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? ""
        let numbers = version.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && numbers.lexicographicallyPrecedes([6, 12]) == false
            && Standing.mine.turnNs != nil
    }()

    private static func standing(of body: @escaping @Sendable () -> Void) -> (Standing, ofItsThread: Standing)
    {
        let done = DispatchSemaphore(value: 0)
        let found = Mutex<[Standing]>([])
        BackgroundThread.start {
            body()
            found.withLock { $0.append(.mine) }
            BackgroundThread.start {
                found.withLock { $0.append(.mine) }
                done.signal()
            }
        }
        done.wait()
        return found.withLock { ($0[0], $0[1]) }
    }

    @Test func whoStepsBehindStandsThereWithAllThatItStarts() {
        let before = Standing.mine
        let found = Self.standing { ProcessorTurns.stepBehind(by: 3) }
        #expect(found.0.niceness == before.niceness + 3)
        #expect(found.ofItsThread == found.0)
        #expect(Standing.mine == before)
    }

    @Test(.enabled(if: knowsTurns)) func answersTakeShortTurnsAndWorkBehindThemLongOnes() throws {
        let answering = Self.standing { ProcessorTurns.takeShort() }
        #expect(answering.0.niceness == Standing.mine.niceness)
        #expect(answering.ofItsThread == answering.0)
        let short = try #require(answering.0.turnNs)
        let behind = Self.standing {
            ProcessorTurns.takeShort()
            ProcessorTurns.stepBehind(by: 3)
        }
        let long = try #require(behind.0.turnNs)
        let usual = try #require(Standing.mine.turnNs)
        #expect(short < usual)
        #expect(long > 20 * short)
    }
}
