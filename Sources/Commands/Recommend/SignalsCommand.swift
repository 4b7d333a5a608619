import CatalogCore
import CatalogStore
import Recommend

/// `catalog signals`
enum SignalsCommand: Command {
    static let set = Option.optional(
        "set", .text("WEIGHTS"), "set some: early-skip=1,like=3; the rest stays as it is")
    static let reset = Option.flag("reset", "go back to the standard weights")

    static let declaration = CommandDeclaration(
        "signals", .recommend, "show and set what plays, skips, likes and ratings are worth",
        detail: """
            A preference is play · log2(1 + heard) less skips, plus the last like, dislike or ban and the last rating, \
            each fading with time. Answers go by new weights at once; factors are learned anew by \
            `catalog train recommender`. `catalog evaluate` says whether they foretell better what people play.
            """,
        options: [set, reset],
        examples: [
            CommandExample("catalog signals", "The weights, and what each means."),
            CommandExample(
                "catalog signals --set early-skip=1.2,dislike=-3", "Skips and dislikes count more."),
        ])

    private struct Row {
        let name: String
        let value: Double
        let standard: Double
        let range: ClosedRange<Double>
        let summary: String
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        if invocation[set] != nil && invocation[reset] {
            throw UsageError(
                problem: "--set and --reset do not go together. Keep one.", path: declaration.path)
        }
        var weights = try catalog.read { try SignalWeights.stored(in: $0) }
        if let text = invocation[set] {
            do { try weights.set(text) } catch {
                throw UsageError(
                    problem: "--set takes \(error.expected), not `\(text)`.", path: declaration.path)
            }
        }
        if invocation[reset] { weights = .standard }
        if invocation[set] != nil || invocation[reset] {
            let text = weights.storedText
            try catalog.write { try $0.set(SignalWeights.settingName, to: text) }
        }
        let rows = SignalWeights.fields.map { field in
            Row(
                name: field.name, value: weights[keyPath: field.path],
                standard: SignalWeights.standard[keyPath: field.path], range: field.range,
                summary: field.summary)
        }
        let columns: [Column<Row>] = [
            Column("name") { .text($0.name) },
            Column("value") { .number($0.value, decimals: 2) },
            Column("standard") { .number($0.standard, decimals: 2) },
            Column("least", title: "") { .number($0.range.lowerBound, decimals: 2) },
            Column("most", title: "") { .number($0.range.upperBound, decimals: 2) },
            Column("summary", title: "What it is") { .text($0.summary) },
        ]
        try invocation.output.list(rows, columns, none: "There are no weights.")
        return .complete
    }
}
