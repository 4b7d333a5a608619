import Insight
import Learning

/// `catalog features distribution`
enum FeaturesDistributionCommand: Command {
    static let limit = Option.assumed(
        "limit", .integer("COUNT", in: 1...1_000_000), 20, "so many features, the most telling first")

    static let declaration = CommandDeclaration(
        "features distribution", .insight, "show how features are spread in each class",
        detail: """
            Quantiles for each class, the features first whose variance the classes account for most. With one feature \
            --plot draws boxes, with several the medians of the classes.
            """,
        options: FeatureSource.options + [limit, PictureFile.plot, PictureFile.theme],
        examples: [
            CommandExample(
                "catalog features distribution --label genre", "What tells genres apart by itself."),
            CommandExample(
                "catalog features distribution --features tempo --plot tempo.svg", "The tempo of each genre."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let picture = try PictureFile(invocation, command: declaration.path)
        let source = try FeatureSource(invocation, needsLabels: false)
        let found = FeatureDistributions(of: source.features, classNames: source.classNames)
        let perFeature = max(1, source.classNames.count)
        let lines = found.lines.prefix(perFeature * invocation[limit])
        try invocation.output.list(lines, columns, none: "There are no features.")
        try picture?.write(
            FeatureCharts.distributions(source.features, found, classNames: source.classNames).drawn())
        return .complete
    }

    private static let columns: [Column<FeatureDistributions.Line>] = [
        Column("feature") { .text($0.feature) },
        Column("group", title: "") { .text($0.group) },
        Column("class") { .text($0.className) },
        Column("rows") { .integer(Int64($0.spread.count)) },
        Column("share_between", title: "Told by class") { .share($0.shareBetween) },
        Column("mean") { number($0.spread.mean) },
        Column("deviation") { number($0.spread.deviation) },
        Column("smallest", title: "") { number($0.spread.smallest) },
        Column("q10", title: "10 %") { number($0.spread.quantiles[0]) },
        Column("q25", title: "25 %") { number($0.spread.quantiles[1]) },
        Column("median") { number($0.spread.quantiles[2]) },
        Column("q75", title: "75 %") { number($0.spread.quantiles[3]) },
        Column("q90", title: "90 %") { number($0.spread.quantiles[4]) },
        Column("largest", title: "") { number($0.spread.largest) },
    ]

    private static func number(_ value: Double) -> Cell {
        .number(value, decimals: abs(value) >= 100 ? 0 : abs(value) >= 1 ? 2 : 4)
    }
}
