import CatalogCore
import CatalogStore
import Pipeline

/// What all `train` commands have in common.
enum TrainingCommands {
    static let seed = Option.assumed(
        "seed", .integer("NUMBER", in: 0 ... .max), Int(TrainingSettings.seedStandard),
        "where chance starts: the same seed and tracks give the same model")
    static let epochs = Option.optional(
        "epochs", .integer("COUNT", in: 1...1_000),
        "at most so many rounds over the tracks; else as many as fit")
    static let threads = Option.assumed(
        "threads", .integer("COUNT", in: 1...TrainingSettings.threadsMax), 2,
        "computed with so many; the same number is needed for the same model to the bit")

    static let journal = Option.optional(
        "journal", .folder(),
        "write TensorBoard's event files there, and go on there from where Ctrl-C ended a training")
    static let precision = Option.assumed(
        "precision", .choice("PRECISION") as ValueKind<Precision>, .single,
        "of the convolutions; bfloat16 where the CPU has it")

    enum Precision: String, CaseIterable, Sendable { case single, bfloat16 }

    static let common: [any DeclaredOption] = [seed, epochs, threads, journal]

    static func settings(_ invocation: Invocation, _ job: Job) throws -> TrainingSettings {
        var settings = TrainingSettings(
            seed: UInt64(invocation[seed]), epochsMax: invocation[epochs], threads: invocation[threads],
            monitor: job.monitor, now: { invocation.now })
        settings.journal = try invocation[journal].map {
            try TrainingFolder(path: $0, startSeconds: invocation.now.seconds)
        }
        return settings
    }

    /// The same, for networks with convolutions.
    static func patchSettings(_ invocation: Invocation, _ job: Job) throws -> TrainingSettings {
        var settings = try settings(invocation, job)
        settings.usesBFloat16 = invocation[precision] == .bfloat16
        return settings
    }

    /// Trains, then says what came of it.
    static func run(
        _ invocation: Invocation,
        settings: (Invocation, Job) throws -> TrainingSettings = TrainingCommands.settings,
        _ body: (Catalog, TrainingSettings) throws -> TrainingOutcome
    ) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let (outcome, wasCancelled) = try invocation.withJob { job in
            let settings = try settings(invocation, job)
            let outcome = try body(catalog, settings)
            end(settings, job)
            return (outcome, job.isCancelled)
        }
        try report(outcome, invocation)
        return wasCancelled ? .incomplete : .complete
    }

    /// What was trained to its end is not gone on with; the next training begins anew, with the tracks of its day.
    static func end(_ settings: TrainingSettings, _ job: Job) {
        if !job.isCancelled { (settings.journal as? TrainingFolder)?.forgetCheckpoints() }
    }

    static func report(_ outcome: TrainingOutcome, _ invocation: Invocation) throws {
        var record = Record()
        record.append("name", title: "Model", .text(outcome.name))
        record.append("id", title: "", .id(outcome.model.rawValue))
        record.append("version", .integer(Int64(outcome.version)))
        record.append("is_active", title: "In use", .flag(outcome.isActivated))
        record.append("verdict", .text(outcome.contest.sentence))
        record.append(
            "figures", outcome.figures,
            [
                Column("name", title: "Figure") {
                    .text($0.name.split(separator: "_").joined(separator: " "))
                },
                Column("value", title: "Value") { .number($0.value, decimals: 4) },
            ])
        try invocation.output.record(record)
        for remark in outcome.remarks { try invocation.output.remark(remark) }
    }
}
