import CatalogCore
import CatalogStore
import Glibc
import Learning
import Recommend

/// `catalog train recommender`
enum TrainRecommenderCommand: Command {
    static let declaration = CommandDeclaration(
        "train recommender", .models, "learn from what people did, and find what foretells it best",
        detail: """
            All recommenders learn from one part of the feedback and foretell the other: popularity, item neighbours, \
            factors, EASE where there are few tracks, sound where the catalog has it, and their blend, weighed by the \
            length of the history. What serves now is replaced by what is better beyond chance. Then all feedback is \
            learned from, and answers start from what was stored. `catalog models show recommender` says why it serves. \
            When an import makes the log a fifth longer, what serves is learned anew, without a contest.
            """,
        options: [TrainingCommands.seed, EvaluateCommand.evaluation],
        examples: [CommandExample("catalog train recommender", "After people's feedback was imported.")])

    /// A longer log is learned anew only when a person asks for it.
    private static let refreshEventCountMax: Int64 = 3_000_000

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        guard let cut = EvaluationProtocol(name: invocation[EvaluateCommand.evaluation]),
            let trained = try train(catalog, cut, invocation)
        else { return .incomplete }
        try report(trained, invocation)
        return .complete
    }

    /// Trains and stores; nil where it was stopped.
    static func train(
        _ catalog: Catalog, _ evaluation: EvaluationProtocol, _ invocation: Invocation
    ) throws -> TasteTrainer.Trained? {
        let seed = UInt64(invocation[TrainingCommands.seed])
        let trained = try invocation.withJob { job -> TasteTrainer.Trained? in
            let index = try RecommendationEngine(catalog, now: invocation.now, monitor: job.monitor).index
            let (feedback, champion) = try catalog.read { reading in
                (
                    try FeedbackTable.read(
                        reading, weights: SignalWeights.stored(in: reading),
                        nowSeconds: RecommendationEngine.momentSeconds(invocation.now)),
                    try TasteModel.champion(in: reading)
                )
            }
            let trained = try TasteTrainer(seed: seed, evaluation: evaluation).train(
                feedback, sound: { track in index.table.index(of: track).flatMap(index.models.embedding) },
                champion: champion, monitor: job.monitor, secondsNow: monotonicSeconds)
            return job.isCancelled ? nil : trained
        }
        guard let trained else { return nil }
        _ = try TasteModel.keep(trained, seed: seed, in: catalog, at: invocation.now)
        return trained
    }

    static func report(_ trained: TasteTrainer.Trained, _ invocation: Invocation) throws {
        var record = Record()
        record.append("name", title: "Model", .text(TasteModel.name))
        record.append("winner", title: "Serves", .text(trained.contest.winner))
        record.append("verdict", .text(trained.contest.reason))
        record.append("people", .integer(Int64(trained.userCount)))
        record.append("tracks", .integer(Int64(trained.trackCount)))
        record.append("events", .integer(Int64(trained.eventCount)))
        record.append("contest", trained.contest.reports, EvaluateCommand.columns)
        try invocation.output.record(record)
    }

    /// After feedback came in: learns anew what serves, where the log has outgrown it.
    static func refreshIfOld(_ catalog: Catalog, _ invocation: Invocation) throws {
        let (isOld, last) = try catalog.read { (try TasteModel.isOld(in: $0), try $0.lastEventID()) }
        guard isOld, let last else { return }
        guard last.rawValue <= refreshEventCountMax else {
            return try invocation.output.remark(
                "The feedback has outgrown the recommender. `catalog train recommender` learns it anew.")
        }
        let model = try invocation.withJob { job in
            try TasteModel.refresh(in: catalog, at: invocation.now, monitor: job.monitor)
        }
        if model != nil { try invocation.output.remark("The recommender has learned from the new feedback.") }
    }

    /// A clock for durations.
    static func monotonicSeconds() -> Double {
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        return Double(moment.tv_sec) + Double(moment.tv_nsec) / 1e9
    }
}
