import CatalogCore
import CatalogStore
import Glibc
import Pipeline
import Synchronization

/// Runs one ingest at a time beside the answers, behind them in the queue for the processor.
final class IngestRunner: Sendable {
    private static let runCountMax = 100
    private static let memoryBytesMax = 96 << 20

    private let catalog: Catalog
    private let libraries: [ServiceLibrary]
    private let clock: ServiceClock
    private let tell: @Sendable (String) -> Void
    private let onChange: @Sendable (IngestRun) -> Void
    private let runs = Mutex<[IngestRun]>([])
    private let stopping = StopFlag()
    /// What one run knows of fingerprints, for the next.
    private let duplicates = DuplicateIndex()

    init(
        catalog: Catalog, libraries: [ServiceLibrary], clock: ServiceClock,
        tell: @escaping @Sendable (String) -> Void, onChange: @escaping @Sendable (IngestRun) -> Void
    ) {
        self.catalog = catalog
        self.libraries = libraries
        self.clock = clock
        self.tell = tell
        self.onChange = onChange
    }

    /// Newest first.
    var all: [IngestRun] { runs.withLock { $0.reversed() } }

    func run(_ number: Int) -> IngestRun? { runs.withLock { $0.first { $0.number == number } } }

    func start(library: String?, isFull: Bool, prunes: Bool) throws(Problem) -> IngestRun {
        let chosen = libraries.filter { library == nil || $0.name == library }
        guard !libraries.isEmpty else {
            throw Problem(
                .conflict, "The service was started without a library: `catalog serve --library FOLDER`.")
        }
        guard !chosen.isEmpty else { throw Problem(.notFound, "There is no library of this name.") }
        let run = runs.withLock { runs -> IngestRun? in
            guard !runs.contains(where: { $0.status == .running }) else { return nil }
            if runs.count >= Self.runCountMax { runs.removeFirst() }
            let run = IngestRun(
                number: (runs.last?.number ?? 0) + 1, libraries: chosen.map(\.name), started: clock.now)
            runs.append(run)
            return run
        }
        guard let run else { throw Problem(.conflict, "An ingest is running. Wait for it or cancel it.") }
        BackgroundThread.start(niceness: BackgroundThread.behindAnswers) { [self] in
            carryOut(run.number, chosen, isFull: isFull, prunes: prunes)
        }
        return run
    }

    /// Nil where there is no such run.
    func cancel(_ number: Int) throws(Problem) -> IngestRun? {
        guard let known = run(number) else { return nil }
        guard known.status == .running else { throw Problem(.conflict, "Ingest \(number) has ended.") }
        return change(number) { $0.isCancelAsked = true }
    }

    var isRunning: Bool { runs.withLock { $0.contains { $0.status == .running } } }

    /// What runs comes to its end, in order.
    func beginStop() { stopping.set() }

    @discardableResult
    private func change(_ number: Int, _ body: (inout IngestRun) -> Void) -> IngestRun? {
        let changed = runs.withLock { runs -> IngestRun? in
            guard let place = runs.firstIndex(where: { $0.number == number }) else { return nil }
            body(&runs[place])
            return runs[place]
        }
        if let changed { onChange(changed) }
        return changed
    }

    private func carryOut(_ number: Int, _ libraries: [ServiceLibrary], isFull: Bool, prunes: Bool) {
        var options = IngestOptions(workerCount: 1)
        options.inFlightBytesMax = Self.memoryBytesMax
        options.isFull = isFull
        options.prunesMissing = prunes
        let monitor = JobMonitor(isCancelled: { [self] in
            stopping.isSet || run(number)?.isCancelAsked ?? true
        })
        let clock = clock
        let ingest = Ingest(
            into: catalog, options: options, duplicates: duplicates, monitor: monitor, now: { clock.now },
            observe: { [self] event in note(event, number, libraries) })
        do {
            let report = try Self.report(of: ingest, libraries, monitor)
            change(number) { run in
                run.report = report
                run.status = report.wasCancelled ? .cancelled : .finished
                run.finished = clock.now
            }
        } catch {
            tell("ingest \(number) failed: \(error)")
            change(number) { run in
                run.status = .failed
                // What comes of the catalog's own file names it.
                run.failure =
                    StorageProblem(error) == nil
                    ? Self.hidden("\(error)", libraries) : Problem(error).message
                run.finished = clock.now
            }
        }
    }

    /// All folders in one walk, so that what moved from one to another keeps its plays; then each bucket.
    private static func report(
        of ingest: Ingest, _ libraries: [ServiceLibrary], _ monitor: JobMonitor
    ) throws -> IngestReport {
        var total = IngestReport()
        let roots = libraries.compactMap { library in
            if case .folder(let root) = library.place { root } else { nil }
        }
        if !roots.isEmpty { total.add(try ingest.run(roots: roots)) }
        for case .bucket(let address, let access) in libraries.map(\.place) where !monitor.isCancelled {
            total.add(try ingest.run(bucket: address, access: access))
        }
        total.wasCancelled = total.wasCancelled || monitor.isCancelled
        return total
    }

    private func note(_ event: IngestEvent, _ number: Int, _ libraries: [ServiceLibrary]) {
        switch event {
        case .found(let fileCount, let toHearCount):
            change(number) { run in
                run.found = fileCount
                run.toHear = toHearCount
            }
        case .file(let path, let outcome, let reason, _, let seconds):
            guard outcome != .unchanged else { return }
            change(number) { run in
                run.heard += 1
                run.audioSeconds += seconds
                guard outcome == .failed || outcome == .skipped else { return }
                if outcome == .failed { run.failed += 1 }
                if run.troubles.count < IngestRun.troubleCountMax {
                    run.troubles.append(
                        IngestRun.Trouble(
                            file: Self.hidden(path, libraries),
                            reason: Self.hidden(reason ?? outcome.rawValue, libraries)))
                }
            }
        case .missing, .finished: break
        }
    }

    /// The text with each library's place written as its name.
    private static func hidden(_ text: String, _ libraries: [ServiceLibrary]) -> String {
        libraries.reduce(text) { $1.hidden(in: $0) }
    }
}
