import CatalogCore
import CatalogStore
import Pipeline

/// Tells a person or a program how an ingest goes.
final class IngestTelling {
    /// So many files are told one by one to people; all of them are in `catalog files`.
    private static let toldFileCountMax = 20

    private let job: Job
    private let output: Output
    /// The catalog whose critic rates what arrives; nil where nobody asked.
    private let ratings: Catalog?
    /// Songs of this round that are to be rated.
    private var arrived: [RatedUpload] = []
    private let started = ContinuousClock.now
    private var found = 0
    private var waiting = 0
    private var done = 0
    private var failed = 0
    private var audioSeconds = 0.0
    private var told = 0
    /// Nothing more can be written: a reader that went away ends no ingest.
    private var isDeaf = false

    init(job: Job, output: Output, ratings: Catalog? = nil) {
        self.job = job
        self.output = output
        self.ratings = ratings
    }

    /// What an ingest calls; in later rounds what is as it was is not told again.
    func observer(isFirst: Bool) -> (IngestEvent) -> Void {
        { event in self.take(event, isFirst: isFirst) }
    }

    /// True for a round in which nothing happened.
    func isQuiet(_ report: IngestReport) -> Bool {
        report.ingested == 0 && report.missing == 0 && report.pruned == 0 && done == 0
    }

    /// Rates what has arrived since the last time, a line for each song.
    func rate() throws {
        guard let ratings, !arrived.isEmpty else { return }
        job.end()
        let uploads = arrived
        arrived = []
        // The critic of the moment: a better one may have taken its place since the last round.
        let judge = try TrackJudge(ratings)
        for upload in uploads { try output.line(upload.line(by: judge, in: ratings)) }
        try output.flush()
    }

    func finish(_ report: IngestReport, isDryRun: Bool) throws {
        var record = Record()
        record.append("event", .text("finished"))
        record.append("found", .integer(Int64(report.found)))
        record.append("ingested", .integer(Int64(report.ingested)))
        record.append("unchanged", .integer(Int64(report.unchanged)))
        record.append("skipped", .integer(Int64(report.skipped)))
        record.append("failed", .integer(Int64(report.failed)))
        record.append("missing", .integer(Int64(report.missing)))
        record.append("pruned", .integer(Int64(report.pruned)))
        record.append("audio_seconds", .number(report.audioSeconds, decimals: 1))
        record.append("is_cancelled", .flag(report.wasCancelled))
        if told > Self.toldFileCountMax, output.format != .json {
            try job.warning("\(told - Self.toldFileCountMax) more; `catalog files --failed` lists them")
        }
        if report.missing > 0, output.format == .table {
            let count = NumberText.grouped(Int64(report.missing))
            try job.remark("\(count) known files are not there; `catalog files --missing` lists them.")
        }
        if let remark = report.remark, output.format == .table { try job.remark(remark) }
        if isDryRun {
            try job.remark("A dry run: nothing was stored, and what would be heard counts as skipped.")
        }
        if report.wasCancelled {
            try job.warning("stopped before the end; ingest again to go on")
        }
        job.end()
        let counts = [report.found, report.ingested, report.unchanged, report.skipped, report.failed].map {
            NumberText.grouped(Int64($0))
        }
        let sentence =
            "\(counts[0]) found = \(counts[1]) ingested + \(counts[2]) unchanged + \(counts[3]) skipped + "
            + "\(counts[4]) failed"
        if ratings != nil, output.format != .json {
            try job.remark(sentence)
        } else {
            try output.done(sentence, record)
        }
        try output.flush()
    }

    private func take(_ event: IngestEvent, isFirst: Bool) {
        switch event {
        case .found(let fileCount, let toHearCount):
            (found, waiting, done, failed) = (fileCount, toHearCount, 0, 0)
            seen = 0
            if isFirst || toHearCount > 0 {
                write([
                    ("event", .string("found")), ("files", .integer(Int64(fileCount))),
                    ("to_hear", .integer(Int64(toHearCount))),
                ])
            }
        case .file(let path, let outcome, let reason, let track, let seconds):
            seen += 1
            let isHeard = seen > found - waiting
            guard isFirst || isHeard else { return }
            tell(path, outcome, reason, track, seconds)
            guard isHeard else { return }
            done += 1
            audioSeconds += seconds
            if ratings != nil, outcome != .unchanged {
                arrived.append(RatedUpload(file: path, track: track, obstacle: reason))
            }
            if outcome == .failed { failed += 1 }
            report()
        case .missing(let path):
            write([("event", .string("missing")), ("path", .string(path))])
        case .finished: break
        }
    }

    private var seen = 0

    private func tell(
        _ path: String, _ outcome: IngestEvent.Outcome, _ reason: String?, _ track: TrackID?,
        _ seconds: Double
    ) {
        write([
            ("event", .string("file")), ("path", .string(path)), ("outcome", .string(outcome.rawValue)),
            ("reason", reason.map(JSONValue.string) ?? .null),
            ("track_id", track.map { .integer($0.rawValue) } ?? .null), ("audio_seconds", .number(seconds)),
        ])
        guard output.format != .json, outcome == .failed || outcome == .skipped else { return }
        told += 1
        if told <= Self.toldFileCountMax { try? job.warning("\(path): \(reason ?? outcome.rawValue)") }
    }

    private func report() {
        let elapsed = ContinuousClock.now - started
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        let pace = seconds > 0 ? audioSeconds / seconds : 0
        job.monitor.report(
            Progress(
                activity: "ingesting", completed: Double(done), total: Double(waiting),
                figures: [
                    .init(name: "audio s/s", value: NumberText.fixed(pace, decimals: 0)),
                    .init(name: "failed", value: NumberText.grouped(Int64(failed))),
                ]))
    }

    private func write(_ fields: [(String, JSONValue)]) {
        guard output.format == .json, !isDeaf else { return }
        do {
            try output.line(.object(fields))
            if seen > found - waiting { try output.flush() }
        } catch {
            isDeaf = true
        }
    }
}
