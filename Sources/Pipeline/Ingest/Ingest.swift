import Audio
import CatalogCore
import CatalogStore
import HTTP
import Synchronization

/// From folders to a catalog: walks, compares with what is known, hears what is new, stores, reconciles.
///
/// Workers hear and compute; this thread alone writes, in batches, so that readers are never blocked. A file is done
/// when its batch is on disk: after `kill -9` at any moment the next run hears only what is not.
package struct Ingest {
    /// Finished files wait for the writer, at most this many.
    private static let resultCountMax = 64

    private let catalog: Catalog
    private let options: IngestOptions
    private let duplicates: DuplicateIndex
    private let monitor: JobMonitor
    private let now: @Sendable () -> Timestamp
    private let observe: (IngestEvent) -> Void

    /// - Parameters:
    ///   - duplicates: what is known of the catalog's fingerprints, where one ingest follows another.
    ///   - observe: called on the thread of `run`, in order.
    package init(
        into catalog: Catalog, options: IngestOptions, duplicates: DuplicateIndex = DuplicateIndex(),
        monitor: JobMonitor = .silent, now: @escaping @Sendable () -> Timestamp,
        observe: @escaping (IngestEvent) -> Void = { _ in }
    ) {
        self.catalog = catalog
        self.options = options
        self.duplicates = duplicates
        self.monitor = monitor
        self.now = now
        self.observe = observe
    }

    /// Ingests what lies below the roots: absolute paths of folders or files.
    package func run(roots: [FilePath]) throws -> IngestReport {
        let scopes = try walkedRoots(roots)
        let walk = LibraryWalker.walk(roots: scopes.map(\.walked.bytes), monitor: monitor)
        let absent = options.takesAbsentRootsAsRemoved ? scopes.map(\.walked) : []
        // A walk that was ended on purpose read nothing, and says nothing of the folders.
        if walk.readableRoots.isEmpty && absent.isEmpty && !walk.wasCancelled {
            throw IngestError.nothingToRead(paths: scopes.map(\.walked.description))
        }
        var candidates: [IngestCandidate] = []
        candidates.reserveCapacity(walk.files.count)
        for file in walk.files {
            let root = scopes.first { file.path.isBelow($0.walked) }?.root ?? file.path
            candidates.append(IngestCandidate(file, root: root))
        }
        let missable = walk.wasCancelled ? [] : walk.readableRoots + absent
        // A folder that could not be listed hides its files; they are not gone.
        let hidden = walk.unreadable.map(\.path).filter { !absent.contains($0) }
        let known = try catalog.read { snapshot in
            try missable.flatMap { root in
                try snapshot.knownFiles(below: root.bytes).filter { FilePath(bytes: $0.path).isBelow(root) }
            }
        }
        let plan = IngestPlan(
            candidates: candidates, known: known,
            isMissable: { file in !hidden.contains { FilePath(bytes: file.path).isBelow($0) } },
            featureSetVersion: TrackFeatures.set.version, isFull: options.isFull)
        let unreadable = walk.unreadable.filter { !absent.contains($0.path) }
        return try carryOut(plan, unreadable: unreadable) { file in
            missable.contains { FilePath(bytes: file.path).isBelow($0) }
        }
    }

    /// Ingests the objects of a bucket; what is no longer listed is missing.
    package func run(bucket address: BucketAddress, access: BucketAccess) throws -> IngestReport {
        let monitor = monitor
        // Objects in hand are heard to their end: only the listing is cut short.
        let reader = BucketReader { seed in Bucket(address, access: access, seed: seed) }
        let listed = Bucket(address, access: access, seed: 0, isCancelled: { monitor.isCancelled })
        var candidates: [IngestCandidate] = []
        do {
            try listed.list { objects in
                for object in objects where !object.key.hasSuffix("/") && object.sizeBytes > 0 {
                    if LibraryWalker.isLeftOutByEnding(Array(object.key.utf8)) { continue }
                    candidates.append(IngestCandidate(object, of: address, reader: reader))
                }
            }
        } catch let error as HTTPError where error.kind == .cancelled {
            candidates = []
        }
        let prefix = Array("s3://\(address.bucket)/\(address.prefix)".utf8)
        let known = monitor.isCancelled ? [] : try catalog.read { try $0.knownFiles(below: prefix) }
        let plan = IngestPlan(
            candidates: candidates, known: known, isMissable: { _ in true },
            featureSetVersion: TrackFeatures.set.version, isFull: options.isFull)
        return try carryOut(plan, unreadable: []) { $0.path.starts(with: prefix) }
    }

    /// What is walked of each root: the root itself, or the scope below it.
    private func walkedRoots(_ roots: [FilePath]) throws -> [(root: FilePath, walked: FilePath)] {
        guard let scope = options.scope else { return roots.map { ($0, $0) } }
        guard let root = roots.first(where: { scope.isBelow($0) }) else {
            throw IngestError.scopeOutsideRoots(scope: scope.description)
        }
        return [(root, scope)]
    }

    /// - Parameter isPrunable: of missing files: whether they are of the places that were looked at.
    private func carryOut(
        _ plan: IngestPlan, unreadable: [LibraryWalk.Unreadable],
        isPrunable: (CatalogStore.AudioFile) -> Bool
    ) throws -> IngestReport {
        var report = IngestReport()
        report.found = plan.toHear.count + plan.unchanged.count + unreadable.count
        observe(.found(fileCount: report.found, toHearCount: plan.toHear.count))
        for folder in unreadable {
            note(
                .file(
                    path: folder.path.description, outcome: .failed, reason: folder.reason, track: nil,
                    audioSeconds: 0), &report)
        }
        noteUnchanged(plan, &report)
        report.missing = plan.missing.count
        for file in plan.missing { observe(.missing(path: String(decoding: file.path, as: UTF8.self))) }
        guard !options.isDryRun else {
            report.skipped += plan.toHear.count
            observe(.finished(report))
            return report
        }
        try catalog.write { try $0.register(TrackFeatures.set) }
        let run = try catalog.write { transaction in
            if !plan.toHear.isEmpty { try transaction.set(DuplicateSearch.dueSetting, to: "1") }
            return try transaction.startRun("ingest", at: now())
        }
        let writer = IngestWriter(
            catalog: catalog, featureSetVersion: TrackFeatures.set.version,
            cleaner: try catalog.read { try .of($0) }, now: now)
        try writer.markMissing(plan.missing)
        do {
            try hear(plan.toHear, with: writer, &report)
        } catch {
            try? catalog.write { try $0.finishRun(run, .failed, outcome: Self.json(report), at: now()) }
            throw error
        }
        if !monitor.isCancelled {
            if try catalog.read({ try $0.setting(DuplicateSearch.dueSetting) }) != nil {
                try DuplicateSearch(catalog: catalog, index: duplicates, now: now).run()
            }
            let upkeep = ModelUpkeep(
                catalog, settings: TrainingSettings(monitor: monitor, now: now),
                workerCount: options.workerCount)
            let sentences = try upkeep.followLibrary()
            report.remark = sentences.isEmpty ? nil : sentences.joined(separator: " ")
        }
        report.wasCancelled = monitor.isCancelled
        if options.prunesMissing {
            report.pruned = try writer.prune(missingFiles().filter(isPrunable))
        }
        try catalog.write {
            try $0.finishRun(
                run, report.wasCancelled ? .cancelled : .finished, outcome: Self.json(report), at: now())
        }
        observe(.finished(report))
        return report
    }

    private func noteUnchanged(_ plan: IngestPlan, _ report: inout IngestReport) {
        for (candidate, known) in plan.unchanged {
            let outcome: IngestEvent.Outcome =
                switch known.outcome {
                case .ok, .partial: .unchanged
                case .failed: .failed
                case .unanalysable: .skipped
                }
            let reason =
                outcome == .unchanged ? nil : "It was so before and has not changed; see `catalog files`."
            note(
                .file(
                    path: candidate.displayPath, outcome: outcome, reason: reason, track: nil, audioSeconds: 0
                ),
                &report)
        }
    }

    private func hear(
        _ work: [(candidate: IngestCandidate, known: KnownFile?)], with writer: IngestWriter,
        _ report: inout IngestReport
    ) throws {
        guard !work.isEmpty else { return }
        let workerCount = min(options.workerCount, work.count)
        let hearing = FileHearing(
            catalog: catalog, featureSetVersion: TrackFeatures.set.version, isFull: options.isFull,
            budget: ByteBudget(limit: options.inFlightBytesMax))
        let queue = ResultQueue<HeardFile>(capacity: Self.resultCountMax, producerCount: workerCount)
        let next = Atomic<Int>(0)
        let hasFailed = Atomic<Bool>(false)
        let monitor = monitor
        var failure: (any Error)?
        WorkerThreads.run(count: workerCount) { _ in
            defer { queue.finish() }
            while !monitor.isCancelled && !hasFailed.load(ordering: .acquiring) {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < work.count else { return }
                queue.push(hearing.hear(work[index].candidate, known: work[index].known))
            }
        } foreground: {
            var heardCount = 0
            while let files = queue.takeAll() {
                heardCount += files.count
                // After a failed write the workers are still drained, so that they end.
                guard failure == nil else { continue }
                do {
                    for event in try writer.store(files) { note(event, &report) }
                } catch {
                    failure = error
                    hasFailed.store(true, ordering: .releasing)
                }
            }
            // What was not begun when the person asked for an end was found and not looked at.
            report.skipped += work.count - heardCount
        }
        if let failure { throw failure }
    }

    private func missingFiles() throws -> [CatalogStore.AudioFile] {
        var files: [CatalogStore.AudioFile] = []
        try catalog.read { snapshot in
            while true {
                let page = try snapshot.files(withStatus: "missing", after: files.last?.id, limit: 1_000)
                if page.isEmpty { return }
                files += page
            }
        }
        return files
    }

    private func note(_ event: IngestEvent, _ report: inout IngestReport) {
        if case .file(_, let outcome, _, _, let seconds) = event {
            switch outcome {
            case .ingested: report.ingested += 1
            case .unchanged: report.unchanged += 1
            case .skipped: report.skipped += 1
            case .failed: report.failed += 1
            }
            report.audioSeconds += seconds
        }
        observe(event)
    }

    private static func json(_ report: IngestReport) -> String {
        """
        {"found":\(report.found),"ingested":\(report.ingested),"unchanged":\(report.unchanged),\
        "skipped":\(report.skipped),"failed":\(report.failed),"missing":\(report.missing)}
        """
    }
}
