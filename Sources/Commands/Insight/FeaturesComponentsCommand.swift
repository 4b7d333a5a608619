import Insight

/// `catalog features pca`
enum FeaturesComponentsCommand: Command {
    static let count = Option.assumed("components", .integer("COUNT", in: 1...10_000), 10, "so many of them")
    static let loadings = Option.flag("loadings", "the weight of each feature in each of them")

    private static let strongestCount = 4

    static let declaration = CommandDeclaration(
        "features pca", .insight, "show the directions in which tracks differ most",
        detail: """
            Principal components of the standardised features, the share of the variance that each explains, and the \
            features that go along with it most.
            """,
        options: FeatureSource.options + [count, loadings, PictureFile.plot, PictureFile.theme],
        examples: [
            CommandExample("catalog features pca --components 5", "The five widest."),
            CommandExample("catalog features pca --loadings -f csv", "All weights, for other programs."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let picture = try PictureFile(invocation, command: declaration.path)
        let source = try FeatureSource(invocation, needsLabels: false)
        let found = FeatureComponents(of: source.features, count: invocation[count])
        if invocation[loadings] {
            let rows = found.components.flatMap { component in
                component.loadings.map { (component.number, $0) }
            }
            try invocation.output.list(
                rows,
                [
                    Column("component") { .integer(Int64($0.0)) }, Column("feature") { .text($0.1.feature) },
                    Column("loading") { .number($0.1.weight, decimals: 4) },
                ], none: "There are no features.")
        } else {
            try invocation.output.list(
                found.components,
                [
                    Column("component") { .integer(Int64($0.number)) },
                    Column("explained") { .number($0.explained, decimals: 4) },
                    Column("cumulative") { .number($0.cumulative, decimals: 4) },
                    Column("strongest") { component in
                        .list(
                            component.loadings.prefix(strongestCount).map {
                                "\($0.feature) \(Cell.number($0.weight, decimals: 2).shown)"
                            })
                    },
                ], none: "There are no features.")
        }
        try picture?.write(FeatureCharts.components(found).drawn())
        return .complete
    }
}
