import CatalogCore
import CatalogStore
import Glibc
import Pipeline

/// `catalog ingest`
enum IngestCommand: Command {
    static let places = Operand.repeated(.file("PATH"), "folders, files, or a bucket as s3://bucket/prefix")
    static let jobs = Option.optional(
        "jobs", short: "j", .integer("COUNT", in: 1...256), "files heard at once; else one for each core")
    static let memory = Option.assumed(
        "memory", .integer("MEGABYTES", in: 64...1_048_576), 1_024, "decoded audio in hand, over all jobs")
    static let dryRun = Option.flag("dry-run", "say what would be done, and do nothing")
    static let full = Option.flag("full", "hear files again that have not changed")
    static let prune = Option.flag("prune", "forget files that are gone, and tracks that no file plays then")
    static let scope = Option.optional("scope", .folder(), "only this folder below the paths")
    static let watch = Option.flag("watch", "go on: take in what is dropped into the folders, until Ctrl-C")
    static let every = Option.optional(
        "every", pause, "go on: look again after so long (60s, 5m, 1h), until Ctrl-C")
    static let rate = Option.flag(
        "rate", "write the rating of each new song to standard output, as one JSON object a line")
    static let endpoint = Option.optional(
        "endpoint", .text("URL"), "the server of the bucket; else $AWS_ENDPOINT_URL, else AWS")

    /// `90`, `60s`, `5m`, `1h` in milliseconds.
    private static var pause: ValueKind<Int64> {
        ValueKind("TIME") { word throws(ValueProblem) in
            let units: [Character: Double] = ["s": 1, "m": 60, "h": 3_600]
            let unit = word.last.flatMap { units[$0] }
            guard let number = Double(unit == nil ? word[...] : word.dropLast()), number.isFinite,
                case let seconds = number * (unit ?? 1), seconds >= 1, seconds <= 604_800
            else { throw ValueProblem(expected: "a time between 1s and 168h, such as 60s") }
            return Int64(seconds * 1_000)
        }
    }

    static let declaration = CommandDeclaration(
        "ingest", .library, "hear a music library and keep what was heard",
        detail: """
            Walks the folders, hears what is new or has changed, and stores tracks, tags, features and fingerprints. \
            Files that moved or were renamed keep their identity, plays and ratings; files that are gone are marked \
            missing and come back when they do. Nothing is forgotten without --prune. Links are followed once; hidden \
            files, folders with a .nomedia and what a .catalogignore names are left out. After an interruption, the next \
            run goes on where this one ended. The last line always adds up: found = ingested + unchanged + skipped + \
            failed; the exit code is 1 where something was skipped or failed. Buckets are read with the keys of the \
            usual AWS variables. With --format json a line is written for each event. With --rate standard output has a \
            JSON object for each song that arrives (track, file, rating, interval, reasons), also for one that cannot be \
            rated, and the summary goes to standard error.
            """,
        operands: [places],
        options: [jobs, memory, dryRun, full, prune, scope, watch, every, rate, endpoint],
        examples: [
            CommandExample("catalog ingest ~/Music", "Hears a library; again: only what is new."),
            CommandExample("catalog ingest ~/Music --dry-run", "Says what would be done."),
            CommandExample("catalog ingest ~/Music --watch", "Takes in new files as they arrive."),
            CommandExample(
                "catalog ingest s3://label/inbox/ --every 60s --rate",
                "The drop box of a label: a song uploaded is rated within a minute."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let ingest = try IngestPlaces(invocation[places], folder: currentFolder())
        let catalog = try invocation.openCatalog()
        if invocation[watch] && !ingest.buckets.isEmpty {
            throw UsageError(
                problem: "A bucket cannot be watched. Look again by --every TIME.", path: declaration.path)
        }
        // Said before anything is heard: without a critic there would be nothing to wait for.
        if invocation[rate],
            try catalog.read({ try $0.activeModel(named: ModelFamily.critic.rawValue) }) == nil
        {
            throw CommandError(ModelFamily.critic.absence)
        }
        return try invocation.withJob { job in
            let telling = IngestTelling(
                job: job, output: invocation.output, ratings: invocation[rate] ? catalog : nil)
            var report = try round(ingest, catalog, invocation, job, telling, isFirst: true)
            if invocation[watch] {
                report = try watch(ingest, catalog, invocation, job, telling, first: report)
            } else if let pause = invocation[every] {
                while wait(milliseconds: pause, job) {
                    do {
                        let next = try round(ingest, catalog, invocation, job, telling, isFirst: false)
                        if !next.wasCancelled { report = next }
                    } catch let error as BucketError {
                        // A server that is away for a while ends no watch that is meant to go on for weeks.
                        try job.warning("\(error)")
                    }
                }
            }
            // Who watches ends by Ctrl-C, and may wait for the first file.
            let goesOn = invocation[watch] || invocation[every] != nil
            let isShort = !goesOn && (report.found == 0 || report.wasCancelled)
            return report.failed > 0 || report.skipped > 0 || isShort ? .incomplete : .complete
        }
    }

    /// One ingest of every place, told as one.
    private static func round(
        _ places: IngestPlaces, _ catalog: Catalog, _ invocation: Invocation, _ job: Job,
        _ telling: IngestTelling, isFirst: Bool
    ) throws -> IngestReport {
        var options = IngestOptions(
            workerCount: invocation[jobs] ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
        options.inFlightBytesMax = invocation[memory] << 20
        options.isDryRun = invocation[dryRun]
        options.isFull = invocation[full] && isFirst
        options.prunesMissing = invocation[prune]
        options.scope = try invocation[scope].map { FilePath($0, relativeTo: try currentFolder()) }
        options.takesAbsentRootsAsRemoved = !isFirst
        let ingest = Ingest(
            into: catalog, options: options, duplicates: places.duplicates, monitor: job.monitor,
            now: { invocation.now },
            observe: telling.observer(isFirst: isFirst))
        var total = IngestReport()
        if !places.roots.isEmpty { total.add(try ingest.run(roots: places.roots)) }
        for bucket in places.buckets where !job.isCancelled {
            let access = BucketAccess(
                environment: invocation.environment.variables, endpoint: invocation[endpoint])
            total.add(try ingest.run(bucket: bucket, access: access))
        }
        if !options.isDryRun { try telling.rate() }
        if isFirst || !telling.isQuiet(total) { try telling.finish(total, isDryRun: options.isDryRun) }
        return total
    }

    /// Goes on until Ctrl-C: each change below the roots is followed by a walk, which knows all the rules.
    private static func watch(
        _ places: IngestPlaces, _ catalog: Catalog, _ invocation: Invocation, _ job: Job,
        _ telling: IngestTelling, first: IngestReport
    ) throws -> IngestReport {
        var report = first
        // A round that Ctrl-C cut short says nothing of the folders.
        func takeIn(_ report: inout IngestReport) throws {
            let next = try round(places, catalog, invocation, job, telling, isFirst: false)
            if !next.wasCancelled { report = next }
        }
        while !job.isCancelled {
            guard let watcher = FolderWatcher(roots: places.roots.map(\.bytes)) else {
                throw CommandError("The kernel offers no watching of folders. Look again by --every TIME.")
            }
            // What arrived between the last walk and the first watch.
            try takeIn(&report)
            try job.remark("Watching; Ctrl-C ends it.")
            var idleSeconds = 0.0
            while !job.isCancelled {
                let changes = watcher.nextChanges(
                    timeoutSeconds: pollSeconds, quietSeconds: quietSeconds)
                idleSeconds = changes.isEmpty ? idleSeconds + pollSeconds : 0
                if changes.isIncomplete { break }
                if watcher.lacksWatches && idleSeconds >= blindWalkSeconds { break }
                if !changes.isEmpty {
                    try takeIn(&report)
                }
            }
        }
        return report
    }

    private static let pollSeconds = 0.5
    private static let quietSeconds = 0.3
    /// Where not everything can be watched, it is walked this often.
    private static let blindWalkSeconds = 60.0

    /// Waits; false after Ctrl-C.
    private static func wait(milliseconds: Int64, _ job: Job) -> Bool {
        let step: Int64 = 100
        for _ in 0..<max(1, milliseconds / step) {
            if job.isCancelled { return false }
            usleep(UInt32(step) * 1_000)
        }
        return !job.isCancelled
    }

    private static func currentFolder() throws -> String {
        guard let folder = getcwd(nil, 0) else {
            throw CommandError("The folder of this shell is gone. Change to another one.")
        }
        defer { free(folder) }
        return String(cString: folder)
    }
}
