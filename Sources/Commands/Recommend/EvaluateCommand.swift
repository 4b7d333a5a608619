import CatalogCore
import CatalogStore
import Insight
import Learning
import Recommend

/// `catalog evaluate`
enum EvaluateCommand: Command {
    static let file = Operand.optional(.file(), "a table of who met what; else the catalog's own feedback")
    static let table = Option.optional("table", EvaluationTable.kind, "what its columns are: user,item,time")
    static let evaluation = Option.assumed(
        "protocol", protocolKind, EvaluationProtocol.leaveLastOut.name, "how the table is cut")
    static let depth = Option.assumed(
        "depth", .integer("COUNT", in: 1...1_000), 10, "how long lists are judged")
    static let negatives = Option.optional(
        "negatives", .integer("COUNT", in: 1...100_000),
        "rank against so many drawn at random, to compare with papers; else against all")
    static let seed = Option.assumed("seed", .integer("SEED", in: 0...Int.max), 1, "for cuts and draws")
    static let slices = Option.flag("slices", "the figures by length of history and age of items, too")

    private static let protocolKind = ValueKind<String>("PROTOCOL", choices: EvaluationProtocol.names) {
        word throws(ValueProblem) in
        guard EvaluationProtocol(name: word) != nil else {
            let names = EvaluationProtocol.names
            let meant = Spelling.nearest(to: word, among: names).map { " (did you mean \($0)?)" } ?? ""
            throw ValueProblem(expected: "one of \(names.joined(separator: ", "))\(meant)")
        }
        return word
    }

    static let declaration = CommandDeclaration(
        "evaluate", .recommend, "measure which recommender foretells best what people play",
        detail: """
            All recommenders learn from one part and foretell the other: popularity, item neighbours, factors, EASE where \
            there are few items, sound where the catalog has it, and their blend. Parameters are chosen inside the \
            part that is learned from. Figures have 95 % intervals by bootstrap over people, and compare inside one \
            protocol only.
            """,
        operands: [file], options: [table, evaluation, depth, negatives, seed, slices],
        examples: [
            CommandExample("catalog evaluate", "On what the people of the catalog did."),
            CommandExample(
                "catalog evaluate --table user,item,-,time u.data --protocol item-stratified",
                "On a table, without a catalog."),
        ])

    private static let peopleCountMin = 3

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = invocation[file] == nil ? try invocation.openCatalog() : nil
        let (interactions, embeddings) = try material(invocation, catalog)
        guard interactions.userCount >= peopleCountMin, interactions.count > 0 else {
            throw CommandError(
                "There is too little feedback to measure by: \(interactions.count) preferences of "
                    + "\(interactions.userCount) people. `catalog feedback import` brings more.")
        }
        guard let cut = EvaluationProtocol(name: invocation[evaluation]) else { return .incomplete }
        let contest = try invocation.withJob { job in
            try Contest.hold(
                on: interactions, embeddings: embeddings, by: cut, depth: invocation[depth],
                sampledNegatives: invocation[negatives], seed: UInt64(invocation[seed]), monitor: job.monitor,
                secondsNow: TrainRecommenderCommand.monotonicSeconds)
        }
        if let catalog, !Interruption.isRequested {
            try keep(contest.reports, in: catalog, at: invocation.now)
        }
        if invocation[slices] {
            let rows = contest.reports.flatMap { report in report.slices.map { (report.model, $0) } }
            try invocation.output.list(rows, sliceColumns, none: "There is nothing to slice.")
        } else {
            try invocation.output.list(contest.reports, columns, none: "Nobody could be asked about.")
        }
        if !contest.reports.isEmpty { try invocation.output.remark(contest.reason) }
        return contest.reports.isEmpty || Interruption.isRequested ? .incomplete : .complete
    }

    /// Keeps what came out with the catalog's runs, so that quality can be followed over time.
    private static func keep(_ reports: [EvaluationReport], in catalog: Catalog, at now: Timestamp) throws {
        guard let first = reports.first else { return }
        let record = EvaluationRecord(
            time: now, protocolName: first.protocolName, depth: first.depth, people: first.caseCount,
            models: reports.map { report in
                EvaluationRecord.Model(
                    name: report.model, ndcg: report.ndcg.mean, ndcgLower: report.ndcg.lower,
                    ndcgUpper: report.ndcg.upper, recall: report.recall.mean, hitRate: report.hitRate.mean,
                    coverage: report.coverage, gini: report.gini)
            })
        try catalog.write { transaction in
            let run = try transaction.startRun(EvaluationRecord.runKind, at: now)
            try transaction.finishRun(run, .finished, outcome: record.outcome, at: now)
        }
    }

    private static func material(
        _ invocation: Invocation, _ catalog: Catalog?
    ) throws -> (Interactions, FactorMatrix?) {
        if let path = invocation[file] {
            return (
                try EvaluationTable.read(path, columns: invocation[table] ?? ["user", "item", "time"]), nil
            )
        }
        guard invocation[table] == nil else {
            throw UsageError(
                problem: "--table says what the columns of a FILE are: name it.", path: declaration.path)
        }
        guard let catalog else { return (Interactions(userCount: 0, itemCount: 0), nil) }
        let index = try invocation.engine(of: catalog).index
        guard index.table.count > 0 else { throw RecommendError.emptyCatalog }
        let feedback = try catalog.read { reading in
            try FeedbackTable.read(
                reading, weights: SignalWeights.stored(in: reading),
                nowSeconds: RecommendationEngine.momentSeconds(invocation.now))
        }
        let embeddings = TasteTrainer.embeddings(feedback.tracks) { track in
            index.table.index(of: track).flatMap(index.models.embedding)
        }
        return (feedback.interactions, embeddings)
    }

    static let columns: [Column<EvaluationReport>] = [
        Column("model") { .text($0.model) },
        Column("protocol", title: "") { .text($0.protocolName) },
        Column("depth", title: "") { .integer(Int64($0.depth)) },
        Column("negatives", title: "") { Cell($0.sampledNegatives) },
        Column("people") { .integer(Int64($0.caseCount)) },
        Column("ndcg", title: "NDCG") { .number($0.ndcg.mean, decimals: 4) },
        Column("ndcg_lower", title: "From") { .number($0.ndcg.lower, decimals: 4) },
        Column("ndcg_upper", title: "To") { .number($0.ndcg.upper, decimals: 4) },
        Column("recall") { .number($0.recall.mean, decimals: 4) },
        Column("precision", title: "") { .number($0.precision.mean, decimals: 4) },
        Column("hit_rate") { .number($0.hitRate.mean, decimals: 4) },
        Column("mrr", title: "MRR") { .number($0.reciprocalRank.mean, decimals: 4) },
        Column("map", title: "MAP") { .number($0.averagePrecision.mean, decimals: 4) },
        Column("coverage") { .share($0.coverage) },
        Column("gini") { .number($0.gini, decimals: 2) },
        Column("novelty") { .number($0.novelty, decimals: 1) },
        Column("diversity") { $0.diversity.map { .number($0, decimals: 2) } ?? .missing },
        Column("milliseconds_per_answer", title: "ms") { .number($0.secondsPerCase * 1_000, decimals: 2) },
    ]

    private static let sliceColumns: [Column<(String, EvaluationReport.Slice)>] = [
        Column("model") { .text($0.0) },
        Column("slice") { .text($0.1.name) },
        Column("people") { .integer(Int64($0.1.caseCount)) },
        Column("ndcg", title: "NDCG") { .number($0.1.ndcg, decimals: 4) },
        Column("recall") { .number($0.1.recall, decimals: 4) },
    ]
}
