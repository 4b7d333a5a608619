import CatalogCore
import CatalogStore
import Pipeline

/// `catalog rate`
enum RateCommand: Command {
    static let name = Operand.required(
        .file("FILE|TRACK"), "a file, or a track by its number, its title, or `Artist - Title`")

    static let declaration = CommandDeclaration(
        "rate", .models, "rate a track or a file, and say why",
        detail: """
            The rating lies between 1 and 5; four of five true ratings lie in the interval. The contributions add up to \
            the difference from the average. A file that is in the catalog is rated as its track.
            """,
        operands: [name],
        examples: [
            CommandExample("catalog rate ~/demo.flac", "Rates a file that need not be in the catalog."),
            CommandExample("catalog rate 'Björk - Jóga' --format json", "For programs."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let rater = try TrackRater(catalog)
        let rated: RatedTrack
        if let file = try FileOnDisk.path(invocation[name]) {
            let known = try catalog.read { snapshot in
                try snapshot.file(atPath: file.bytes)?.track.flatMap { try snapshot.track($0) }
            }
            rated = try known.map { try rater.rate($0) } ?? rater.rate(filePath: file.description)
        } else {
            let track = try catalog.read { try MusicChooser.track(invocation[name], in: $0) }
            rated = try rater.rate(track)
        }
        try invocation.output.record(record(of: rated))
        return .complete
    }

    private static func record(of rated: RatedTrack) -> Record {
        var record = Record()
        record.append("name", title: "Track", .text(rated.name))
        record.append("rating", .number(rated.rating, decimals: 2))
        record.append("lower", title: "At least", .number(rated.interval.lowerBound, decimals: 2))
        record.append("upper", title: "At most", .number(rated.interval.upperBound, decimals: 2))
        record.append("average", .number(rated.average, decimals: 2))
        record.append("critic_version", title: "Critic", .integer(Int64(rated.criticVersion)))
        record.append(
            "contributions", rated.contributions,
            [
                Column("group", title: "Because of") { .text($0.group) },
                Column("value", title: "Adds") { .number($0.value, decimals: 2) },
            ])
        record.append(
            "closest", rated.closest,
            [
                Column("id", title: "ID") { .id($0.track.rawValue) },
                Column("artist") { .text($0.artist) },
                Column("title") { .text($0.title) },
                Column("rating") { .number($0.rating, decimals: 2) },
                Column("similarity") { .number($0.similarity, decimals: 2) },
            ])
        record.append(
            "moves", title: "What would move it", rated.moves,
            [
                Column("feature") { .text($0.feature) },
                Column("from") { .number($0.from, decimals: 3) },
                Column("to") { .number($0.to, decimals: 3) },
                Column("change") { .number($0.change, decimals: 2) },
            ])
        record.append(
            "sentences", title: "In words", rated.sentences, [Column("text", title: "Sentence") { .text($0) }]
        )
        return record
    }
}
