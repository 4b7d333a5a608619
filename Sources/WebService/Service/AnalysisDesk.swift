import Audio
import CatalogCore
import CatalogStore
import Dispatch
import Glibc
import HTTP
import Pipeline
import Synchronization

/// Hears files that people send, one after the other, beside the answers.
final class AnalysisDesk: Sendable {
    private static let waitingCountMax = 16
    /// So many files are on their way here at once: each may take as much of the disk as a file may be large.
    private static let uploadCountMax = 16
    private static let keptSeconds = 900.0
    private static let keptCountMax = 1_000
    private static let niceness: Int32 = 5
    /// So many requests wait for their answer; more are told to ask later.
    private static let patientCountMax = 4

    private struct Entry {
        var job: AnalysisJob
        let path: String
        let name: String
        var isCancelAsked = false
        var source: CountedByteSource?
        var patients: [DispatchSemaphore] = []
    }

    /// A file on its way here, until the request that brings it has ended.
    final class Upload: Sendable {
        private let desk: AnalysisDesk

        fileprivate init(_ desk: AnalysisDesk) { self.desk = desk }

        deinit { desk.state.withLock { $0.uploadCount -= 1 } }
    }

    private struct State {
        var uploadCount = 0
        var entries: [Int: Entry] = [:]
        var waiting: [Int] = []
        var next = 1
        var isWorking = false
        var patientCount = 0
    }

    private let catalog: Catalog
    private let clock: ServiceClock
    private let tell: @Sendable (String) -> Void
    private let judge = Mutex<TrackJudge?>(nil)
    private let state = Mutex(State())

    init(catalog: Catalog, clock: ServiceClock, tell: @escaping @Sendable (String) -> Void) {
        self.catalog = catalog
        self.clock = clock
        self.tell = tell
    }

    /// Throws a `Problem` where too many files are on their way already.
    func admitUpload() throws(Problem) -> Upload {
        let isTaken = state.withLock { state in
            guard state.uploadCount < Self.uploadCountMax else { return false }
            state.uploadCount += 1
            return true
        }
        guard isTaken else { throw Self.busy }
        return Upload(self)
    }

    /// Takes over an uploaded file; waits for the end as long as that is welcome.
    func take(upload: String, named name: String, user: UserID?, waitSeconds: Double) throws -> AnalysisJob {
        let path = upload + "-job"
        guard rename(upload, path) == 0 else {
            throw Problem(.storageFull, "The upload cannot be stored at the moment.")
        }
        let (number, patience) = try state.withLock { state -> (Int, DispatchSemaphore?) in
            guard state.waiting.count < Self.waitingCountMax else {
                unlink(path)
                throw Self.busy
            }
            forgetOld(&state)
            let number = state.next
            state.next += 1
            state.entries[number] = Entry(
                job: AnalysisJob(number: number, user: user, created: clock.now), path: path, name: name)
            state.waiting.append(number)
            var patience: DispatchSemaphore?
            if waitSeconds > 0 && state.patientCount < Self.patientCountMax {
                let semaphore = DispatchSemaphore(value: 0)
                state.entries[number]?.patients.append(semaphore)
                state.patientCount += 1
                patience = semaphore
            }
            return (number, patience)
        }
        wake()
        if let patience {
            _ = patience.wait(timeout: .now() + waitSeconds)
            state.withLock { $0.patientCount -= 1 }
        }
        guard let job = job(number) else { throw Problem(.unforeseen, "The job got lost.") }
        return job
    }

    /// The job as it is now.
    func job(_ number: Int) -> AnalysisJob? {
        state.withLock { state in
            guard let entry = state.entries[number] else { return nil }
            var job = entry.job
            if let source = entry.source, !job.isOver { job.progress = source.share }
            return job
        }
    }

    /// Ends a job that is not over; the file is removed.
    func cancel(_ number: Int) {
        state.withLock { state in
            guard let entry = state.entries[number], !entry.job.isOver else { return }
            state.entries[number]?.isCancelAsked = true
            if let place = state.waiting.firstIndex(of: number) {
                state.waiting.remove(at: place)
                finish(number, &state) { $0.status = .cancelled }
            }
        }
    }

    /// Ends all jobs.
    func stop() { for number in state.withLock({ Array($0.entries.keys) }) { cancel(number) } }

    /// What the models say of a track of the catalog.
    func judgement(of track: Track) throws -> Judgement { try theJudge().judge(track) }

    private static var busy: Problem {
        var problem = Problem(.tooManyRequests, "Too many files wait to be heard. Try again in a minute.")
        problem.headers = [("Retry-After", "60")]
        return problem
    }

    private func theJudge() throws -> TrackJudge {
        try judge.withLock { judge in
            if let judge { return judge }
            let made = try TrackJudge(catalog)
            judge = made
            return made
        }
    }

    private func forgetOld(_ state: inout State) {
        let now = MonotonicClock.seconds()
        let isFull = state.entries.count >= Self.keptCountMax
        state.entries = state.entries.filter { _, entry in
            entry.job.finishedSeconds.map { !isFull && now - $0 < Self.keptSeconds } ?? true
        }
    }

    private func wake() {
        let mustStart = state.withLock { state in
            guard !state.isWorking else { return false }
            state.isWorking = true
            return true
        }
        if mustStart { BackgroundThread.start(niceness: Self.niceness) { [self] in work() } }
    }

    private func work() {
        while true {
            let next = state.withLock { state -> (number: Int, path: String, name: String)? in
                guard !state.waiting.isEmpty else {
                    state.isWorking = false
                    return nil
                }
                let number = state.waiting.removeFirst()
                guard let entry = state.entries[number] else { return (number, "", "") }
                state.entries[number]?.job.status = .running
                return (number, entry.path, entry.name)
            }
            guard let next else { return }
            if !next.path.isEmpty { hear(next.number, path: next.path, name: next.name) }
        }
    }

    private func hear(_ number: Int, path: String, name: String) {
        do {
            let source = try CountedByteSource(path: path, name: name) { [self] in
                state.withLock { $0.entries[number]?.isCancelAsked ?? true }
            }
            state.withLock { $0.entries[number]?.source = source }
            let judgement = try theJudge().judge(source, fileName: name)
            state.withLock { state in
                // Who ended it after the last byte was read wants no judgement either.
                let isCancelled = state.entries[number]?.isCancelAsked ?? true
                finish(number, &state) { job in
                    job.status = isCancelled ? .cancelled : .done
                    job.progress = 1
                    job.judgement = isCancelled ? nil : judgement
                }
            }
        } catch {
            let isCancelled = state.withLock { $0.entries[number]?.isCancelAsked ?? true }
            let problem = Self.problem(of: error)
            if problem.isUnforeseen && !isCancelled { tell("analysis \(number): \(error)") }
            state.withLock { state in
                finish(number, &state) { job in
                    job.status = isCancelled ? .cancelled : .failed
                    job.problem = isCancelled ? nil : problem
                }
            }
        }
    }

    private func finish(_ number: Int, _ state: inout State, _ change: (inout AnalysisJob) -> Void) {
        guard var entry = state.entries[number] else { return }
        change(&entry.job)
        entry.job.finishedSeconds = MonotonicClock.seconds()
        entry.source = nil
        unlink(entry.path)
        entry.patients.forEach { $0.signal() }
        entry.patients = []
        state.entries[number] = entry
    }

    private static func problem(of error: any Error) -> Problem {
        guard let error = error as? AudioError else { return Problem(error) }
        switch error.kind {
        case .notAudio: return Problem(.unsupportedType, "This is no audio: \(error.reason)")
        default: return Problem(.notUnderstood, "The file cannot be heard: \(error.reason)")
        }
    }
}
