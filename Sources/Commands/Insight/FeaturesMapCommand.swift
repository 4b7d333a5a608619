import CatalogCore
import CatalogStore
import Insight
import Learning
import Pipeline

/// `catalog features tsne`
enum FeaturesMapCommand: Command {
    enum Things: String, CaseIterable, Sendable { case rows, artists }

    static let things = Option.assumed(
        "of", .choice("THINGS") as ValueKind<Things>, .rows,
        "the tracks (or rows of a table), or artists by the mean of their tracks")
    static let perplexity = Option.assumed(
        "perplexity", .number("NUMBER", in: 1...1_000), 30, "about how many neighbours of a point count")
    static let iterations = Option.assumed("iterations", .integer("COUNT", in: 10...100_000), 1_000, "steps")

    /// More are thinned out evenly.
    private static let rowsMax = 20_000
    /// Beyond these a map's trustworthiness is not measured: it looks at all pairs.
    private static let rowsMeasuredMax = 5_000

    static let declaration = CommandDeclaration(
        "features tsne", .insight, "draw a map on which what sounds alike lies together",
        detail: """
            t-SNE of the standardised features by Barnes and Hut's approximation, coloured by label. Trustworthiness says \
            how far neighbours on the map are neighbours in truth: 1 where all are.
            """,
        options: FeatureSource.options + [
            things, perplexity, iterations, PictureFile.plot, PictureFile.theme,
        ],
        examples: [
            CommandExample("catalog features tsne --plot map.svg", "A map of the tracks, coloured by genre."),
            CommandExample("catalog features tsne --of artists --plot artists.png", "A map of the artists."),
        ])

    private struct Point {
        let row: FeatureTable.Row
        let x: Double
        let y: Double
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let picture = try PictureFile(invocation, command: declaration.path)
        let features = try table(invocation)
        guard features.rows.count >= NeighborMap.pointsMin else {
            throw CommandError(
                "A map takes \(NeighborMap.pointsMin) points, and there are \(features.rows.count): ingest more."
            )
        }
        var options = NeighborMap.Options()
        options.perplexity = invocation[perplexity]
        options.iterations = invocation[iterations]
        let chosen = options
        let scaled = Standardizer(of: features.values).apply(to: features.values)
        let map = try invocation.withJob { job in
            try NeighborMap(of: scaled, options: chosen, monitor: job.monitor)
        }
        let points = features.rows.enumerated().map { index, row in
            let place = map.points.row(index).map { Double($0) }
            return Point(row: row, x: place[0], y: place[1])
        }
        try invocation.output.list(points, columns, none: "There is nothing to draw.")
        let trust =
            (11...rowsMeasuredMax).contains(features.rows.count)
            ? Trustworthiness.measure(map.points, of: scaled) : nil
        if let trust {
            try invocation.output.remark("Trustworthiness \(Cell.number(trust, decimals: 3).shown).")
        }
        let title = invocation[things] == .artists ? "A map of the artists" : "A map of the music"
        try picture?.write(FeatureCharts.map(map.points, features.rows, title: title, trust: trust).drawn())
        return .complete
    }

    private static func table(_ invocation: Invocation) throws -> FeatureTable {
        let all: FeatureTable
        if invocation[things] == .artists {
            guard invocation[FeatureSource.table] == nil else {
                throw CommandError("--of artists is for a catalog: a table has rows.")
            }
            let (label, _) = try FeatureSource.catalogChoices(invocation)
            let artists = try invocation.openCatalog().read { try ArtistFeatures(label: label, in: $0).table }
            all =
                try invocation[FeatureNames.option].map { try artists.selecting(FeatureNames.read($0)) }
                ?? artists
        } else {
            all = try FeatureSource(invocation, needsLabels: false).features
        }
        guard all.rows.count > rowsMax else { return all }
        try invocation.output.remark(
            "\(NumberText.grouped(Int64(rowsMax))) of \(NumberText.grouped(Int64(all.rows.count))) rows are drawn."
        )
        return all.selecting(rows: (0..<rowsMax).map { $0 * all.rows.count / rowsMax })
    }

    private static let columns: [Column<Point>] = [
        Column("id", title: "ID") { .id($0.row.id) },
        Column("name") { .text($0.row.name) },
        Column("label") { Cell($0.row.label) },
        Column("x") { .number($0.x, decimals: 2) },
        Column("y") { .number($0.y, decimals: 2) },
    ]
}
