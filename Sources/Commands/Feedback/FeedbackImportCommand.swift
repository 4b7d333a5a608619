import CatalogCore
import CatalogStore

/// `catalog feedback import`
enum FeedbackImportCommand: Command {
    static let file = Operand.required(.file(), "the file, or - for standard input")
    static let form = Option.optional(
        "as", ValueKind<InputFormat>.choice("FORM"),
        "how it is written; else as its name ends, JSON Lines if that is open")
    static let user = Option.optional("user", .text("NAME"), "whose it is where a line does not say")
    static let addUsers = Option.flag("add-users", "add the people who are not there yet")

    static let batch = Option.assumed(
        "batch", .integer("LINES", in: 1...1_000_000), 250_000, "so many lines are put on disk at once")

    static let declaration = CommandDeclaration(
        "feedback import", .feedback, "take in feedback from a file",
        detail: """
            Each line is one event: kind, time, user, and the track by track_id or by artist, title, album, \
            duration_seconds, audio_hash or provider and external_id; also rating, played_seconds, total_seconds, source, \
            session, context, key. A track that is not here is kept in its words and found when it arrives. What was \
            taken in before counts once, so a file may be sent again. The last line always adds up: \
            read = added + repeated + rejected. With --format json a line is written for each batch that is on disk.
            """,
        operands: [file], options: [form, user, addUsers, batch],
        examples: [
            CommandExample("catalog feedback import plays.jsonl", "Takes in JSON Lines."),
            CommandExample("catalog feedback import plays.csv --user mira", "A table of Mira's plays."),
            CommandExample(
                "catalog feedback export | catalog feedback import - --catalog other.db --add-users",
                "Copies all."),
        ])

    /// So many wrong lines are told one by one.
    private static let toldRejectionCount = 20

    static func run(_ invocation: Invocation) throws -> Outcome {
        let path = invocation[file]
        let form = invocation[form] ?? InputFormat.guessed(fromPath: path)
        let owner = invocation[user]
        let catalog = try invocation.openCatalog()
        var importer = FeedbackImporter(addsUsers: invocation[addUsers], now: invocation.now)
        var tally = ImportTally()
        let lineCount = invocation[batch]
        try invocation.withJob { job in
            // While one batch is put on disk, the next one is read.
            _ = try Handover.run { put in
                let reader = try FeedbackReader(path: path, format: form, user: owner)
                while let batch = try reader.nextBatch(lineCount: lineCount), put(batch) {}
            } consume: { batch in
                let result = try importer.add(batch.entries, to: catalog)
                tally.include(result, unreadable: batch.rejections.count)
                try tell(batch.rejections + result.rejections, &tally, job)
                if invocation.output.format == .json {
                    try invocation.output.line(tally.record.json)
                    try invocation.output.flush()
                }
                job.monitor.report(
                    Progress(
                        activity: "importing", completed: Double(batch.bytesRead),
                        total: batch.bytesTotal.map(Double.init),
                        figures: [.init(name: "events", value: NumberText.grouped(Int64(tally.read)))]))
                return !job.isCancelled
            }
            if job.isCancelled {
                try job.warning("stopped before the end of \(path); import it again to go on")
            }
            tally.wasStopped = job.isCancelled
        }
        if tally.rejected > tally.toldCount {
            try invocation.output.warning("\(tally.rejected - tally.toldCount) more lines were rejected")
        }
        if !tally.wasStopped { try TrainRecommenderCommand.refreshIfOld(catalog, invocation) }
        switch invocation.output.format {
        case .json: break
        case .csv: try invocation.output.record(tally.record)
        case .table: try invocation.output.done(tally.sentence, tally.record)
        }
        return tally.rejected > 0 || tally.wasStopped || tally.read == 0 ? .incomplete : .complete
    }

    /// Says of the first rejected lines what is wrong with them.
    private static func tell(
        _ rejections: [FeedbackReader.Rejection], _ tally: inout ImportTally, _ job: Job
    ) throws {
        for rejection in rejections.sorted(by: { $0.line < $1.line }) {
            guard tally.toldCount < toldRejectionCount else { return }
            tally.toldCount += 1
            try job.warning("line \(rejection.line): \(rejection.reason)")
        }
    }
}
