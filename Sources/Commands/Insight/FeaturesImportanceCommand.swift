import Insight
import Learning
import Pipeline

/// `catalog features importance`
enum FeaturesImportanceCommand: Command {
    enum Kind: String, CaseIterable, Sendable { case feature, group }

    static let kind = Option.assumed(
        "by", .choice("KIND") as ValueKind<Kind>, .feature,
        "single features, or groups that are shuffled together")
    static let algorithm = Option.assumed(
        "algorithm", TrainClassifierCommand.algorithmKind, ClassifierAlgorithm.randomForest,
        "whose accuracy is watched")
    static let folds = Option.assumed(
        "folds", .integer("COUNT", in: 2...50), 5, "parts of the cross-validation")
    static let repeats = Option.assumed(
        "repeats", .integer("COUNT", in: 1...PermutationImportance.repeatsMax), 10, "shuffles of each feature"
    )
    static let limit = Option.assumed(
        "limit", .integer("COUNT", in: 1...1_000_000), 30, "so many, the first first")
    static let seed = Option.assumed("seed", .integer("SEED", in: 0...Int.max), 1, "for cuts and draws")

    static let declaration = CommandDeclaration(
        "features importance", .insight, "show which features tell classes apart",
        detail: """
            A feature matters by the accuracy that is lost when it is shuffled among rows that were not learnt from, with \
            a 95 % interval over folds and shuffles, and by its share of what a random forest's questions gained. \
            Features that say the same stand in for each other: look at groups too.
            """,
        options: FeatureSource.options + [
            kind, algorithm, folds, repeats, limit, seed, PictureFile.plot, PictureFile.theme,
        ],
        examples: [
            CommandExample("catalog features importance --label genre --by group", "Timbre against rhythm."),
            CommandExample(
                "catalog features importance --label artist --limit 20 -f csv > best.csv",
                "Then `catalog train classifier --label artist --on tracks --features best.csv`."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let picture = try PictureFile(invocation, command: declaration.path)
        let source = try FeatureSource(invocation, needsLabels: true)
        var options = FeatureImportance.Options()
        options.algorithm = invocation[algorithm]
        options.foldCount = invocation[folds]
        options.repeats = invocation[repeats]
        options.seed = UInt64(invocation[seed])
        let chosen = options
        let importance = try invocation.withJob { job in
            try FeatureImportance(
                of: source.features, source.features.labeled(source.classNames), options: chosen,
                monitor: job.monitor)
        }
        let isGrouped = invocation[kind] == .group
        let lines = isGrouped ? importance.groups : importance.features
        try invocation.output.list(lines.prefix(invocation[limit]), columns, none: "There are no features.")
        try invocation.output.remark(
            "With all of them \(invocation[algorithm].rawValue) tells "
                + "\(Cell.share(importance.accuracy).shown) of the rows right.")
        try picture?.write(FeatureCharts.importance(importance, isGrouped: isGrouped).drawn())
        return .complete
    }

    private static let columns: [Column<FeatureImportance.Line>] = [
        Column("feature") { .text($0.name) },
        Column("group") { .text($0.group) },
        Column("loss", title: "Accuracy lost") { .number($0.loss.mean, decimals: 4) },
        Column("loss_lower", title: "From") { .number($0.loss.lower, decimals: 4) },
        Column("loss_upper", title: "To") { .number($0.loss.upper, decimals: 4) },
        Column("gain") { .number($0.gain.mean, decimals: 4) },
        Column("gain_lower", title: "From") { .number($0.gain.lower, decimals: 4) },
        Column("gain_upper", title: "To") { .number($0.gain.upper, decimals: 4) },
    ]
}
