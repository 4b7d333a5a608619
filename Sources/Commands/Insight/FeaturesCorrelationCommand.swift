import Insight
import Learning

/// `catalog features correlation`
enum FeaturesCorrelationCommand: Command {
    static let method = Option.assumed(
        "method", .choice("METHOD") as ValueKind<CorrelationMatrix.Method>, .pearson,
        "of the values, or of their ranks")
    static let limit = Option.assumed(
        "limit", .integer("COUNT", in: 1...1_000_000), 30, "so many pairs, the strongest first")
    static let matrix = Option.flag("matrix", "the whole matrix instead, like features beside each other")

    static let declaration = CommandDeclaration(
        "features correlation", .insight, "show which features say the same",
        detail: """
            Pairs by the size of their correlation. The matrix, and the picture of it, are in the order of a hierarchical \
            clustering, so that what says the same lies together.
            """,
        options: FeatureSource.options + [method, limit, matrix, PictureFile.plot, PictureFile.theme],
        examples: [
            CommandExample(
                "catalog features correlation --plot correlation.svg", "Over the tracks of the catalog."),
            CommandExample(
                "catalog features correlation --table features.csv --drop filename --label label --matrix -f csv",
                "Over a table, as a matrix for other programs."),
        ])

    private struct Pair {
        let first: String
        let second: String
        let value: Double
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let picture = try PictureFile(invocation, command: declaration.path)
        let source = try FeatureSource(invocation, needsLabels: false)
        let features = source.features
        let found = CorrelationMatrix(of: features.values, method: invocation[method])
        let order = found.clusteredOrder
        if invocation[matrix] {
            let names = order.map { features.columns[$0].name }
            let columns =
                [Column<Int>("feature") { .text(features.columns[$0].name) }]
                + zip(order, names).map { other, name in
                    Column<Int>(name, title: name) { .number(found[$0, other], decimals: 2) }
                }
            try invocation.output.list(order, columns, none: "There are no features.")
        } else {
            try invocation.output.list(
                pairs(found, features).prefix(invocation[limit]),
                [
                    Column("feature") { .text($0.first) }, Column("other") { .text($0.second) },
                    Column("correlation") { .number($0.value, decimals: 3) },
                ], none: "One feature has nothing to go with.")
        }
        try picture?.write(
            FeatureCharts.correlation(found, features, order: order, method: invocation[method]).drawn())
        return .complete
    }

    private static func pairs(_ matrix: CorrelationMatrix, _ features: FeatureTable) -> [Pair] {
        var pairs: [Pair] = []
        for first in 0..<matrix.count {
            for second in (first + 1)..<max(matrix.count, first + 1) {
                pairs.append(
                    Pair(
                        first: features.columns[first].name, second: features.columns[second].name,
                        value: matrix[first, second]))
            }
        }
        return pairs.sorted { (abs($1.value), $0.first, $0.second) < (abs($0.value), $1.first, $1.second) }
    }
}
