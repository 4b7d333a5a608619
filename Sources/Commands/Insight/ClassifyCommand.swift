import CatalogCore
import CatalogStore
import Learning
import Pipeline

/// `catalog classify`
enum ClassifyCommand: Command {
    static let name = Operand.optional(
        .file("FILE|TRACK"), "a file, or a track by its number, its title, or `Artist - Title`")
    static let model = Option.optional(
        "model", .text("MODEL"),
        "`classifier-artist` for the one in use, `classifier-artist@2`, or its number; else the only classifier"
    )
    static let limit = Option.assumed(
        "limit", .integer("COUNT", in: 1...10_000), 5, "so many classes, the most probable first")
    static let drop = FeatureSource.drop

    static let declaration = CommandDeclaration(
        "classify", .models, "say what class a track or a file is of",
        detail: """
            The windows of the track vote, those of silence at its start and its end left out. With --table each row of a \
            table is told by a classifier that was trained on one.
            """,
        operands: [name], options: [model, limit, FeatureSource.table, drop],
        examples: [
            CommandExample(
                "catalog classify ~/demo.flac --model classifier-artist", "A file that need not be known."),
            CommandExample("catalog classify 'Björk - Jóga' -f json", "For programs."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let record = try catalog.read { try chosen(invocation[model], in: $0) }
        if let path = invocation[FeatureSource.table] {
            guard invocation[name] == nil else {
                throw UsageError(problem: "A FILE and --table are one too many.", path: declaration.path)
            }
            return try classify(table: path, by: record, catalog, invocation)
        }
        guard let words = invocation[name] else {
            throw UsageError(problem: "Name a FILE or a TRACK.", path: declaration.path)
        }
        let classifier = try TrackClassifier(record, in: catalog)
        let answer: TrackClassifier.Answer
        if let file = try FileOnDisk.path(words) {
            answer = try classifier.classify(filePath: file.description)
        } else {
            answer = try classifier.classify(catalog.read { try MusicChooser.track(words, in: $0) })
        }
        try invocation.output.record(self.record(of: answer, classifier, limit: invocation[limit]))
        return .complete
    }

    private static func record(
        of answer: TrackClassifier.Answer, _ classifier: TrackClassifier, limit: Int
    ) -> Record {
        var record = Record()
        record.append("name", title: "Track", .text(answer.name))
        record.append("model", .text("\(classifier.record.name)@\(classifier.record.version)"))
        record.append("label", .text(classifier.card.label))
        record.append("class", Cell(answer.classes.first?.name))
        record.append("probability", answer.classes.first.map { .share($0.probability) } ?? .missing)
        record.append("windows", title: "Votes", .integer(Int64(answer.windowCount)))
        record.append(
            "silent_windows", title: answer.silentCount > 0 ? "Silent windows" : "",
            .integer(Int64(answer.silentCount)))
        record.append(
            "classes", Array(answer.classes.prefix(limit)),
            [
                Column("class") { .text($0.name) },
                Column("probability") { .share($0.probability) },
                Column("windows", title: "Votes") { .integer(Int64($0.windowCount)) },
            ])
        return record
    }

    private static func chosen(
        _ words: String?, in catalog: some CatalogReading
    ) throws -> ModelRecord {
        if let words { return try ModelChooser.model(words, in: catalog) }
        let active = try catalog.models().filter { $0.kind == ModelFamily.classifier.rawValue && $0.isActive }
        guard let only = active.first else {
            throw CommandError("There is no classifier yet: train one by `catalog train classifier`.")
        }
        guard active.count == 1 else {
            let names = active.map(\.name).sorted().joined(separator: ", ")
            throw CommandError("There are several classifiers: name one of \(names) by --model.")
        }
        return only
    }

    private struct ToldRow {
        let line: Int64
        let name: String
        let probability: Double
    }

    private static func classify(
        table path: String, by record: ModelRecord, _ catalog: Catalog, _ invocation: Invocation
    ) throws -> Outcome {
        let classifier = try TableClassifier(record, in: catalog)
        let features = try TableFile.read(path, label: nil, group: nil, dropped: invocation[drop])
        let told = try classifier.classify(features)
        let rows = zip(features.rows, told).map { row, answer in
            ToldRow(line: row.id, name: answer.name, probability: answer.probability)
        }
        try invocation.output.list(
            rows,
            [
                Column("line") { .id($0.line) }, Column("class") { .text($0.name) },
                Column("probability") { .share($0.probability) },
            ], none: "The table has no rows.")
        return .complete
    }
}
