import CatalogCore
import CatalogStore
import Pipeline

/// `catalog import listens`
enum ImportListensCommand: Command {
    static let file = Operand.required(.file(), "a listening history, also .gz or .xz")
    static let user = Option.assumed(
        "user", .text("NAME"), "me", "whose listens they are where the file does not say")
    static let map = Option.repeated(
        "map", .text("COLUMN=FIELD"), "what a column holds, where its name does not say")
    static let names = Option.optional(
        "names", .file(), "a table of ids and names, where the history holds ids of artists")
    static let provider = Option.optional("provider", .text("NAME"), "who gave the ids of tracks in the file")

    static let declaration = CommandDeclaration(
        "import listens", .library, "take in a listening history",
        detail: """
            Reads Spotify's extended history and its short form, ListenBrainz exports, Last.fm tables, the listens of a \
            demo library, and plain tables of user, artist or track, count or time. People who are not there are added. \
            Importing twice changes nothing. What is no track of the catalog is kept, and counts when the track arrives. \
            The last line always adds up: read = added + repeated + rejected.
            """,
        operands: [file], options: [user, map, names, provider],
        examples: [
            CommandExample(
                "catalog import listens Streaming_History_Audio_2024.json --user mira", "Spotify's history."),
            CommandExample(
                "catalog import listens user_artists.dat --names artists.dat", "Counts by the ids of artists."
            ),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let overrides = try ColumnMapping.fields(
            invocation[map], named: { ListenField(rawValue: $0) ?? ListenField.named($0) },
            known: ListenField.allCases.map(\.rawValue), path: declaration.path)
        let names = try invocation[names].map { try ListenReader.names(path: $0) } ?? [:]
        let catalog = try invocation.openCatalog()
        let reader = ListenReader(path: invocation[file], overrides: overrides, names: names)
        let outcome = try invocation.withJob { job in
            try ListenImport(into: catalog, defaultUser: invocation[user], provider: invocation[provider])
                .run(
                    reader, at: invocation.now, monitor: job.monitor)
        }
        if outcome.added > 0, !Interruption.isRequested {
            try TrainRecommenderCommand.refreshIfOld(catalog, invocation)
        }
        let rejected = outcome.report.rejected.values.reduce(0, +)
        for (reason, count) in outcome.report.rejected.sorted(by: { $0.key < $1.key }) {
            try invocation.output.warning(
                "\(NumberText.grouped(Int64(count))) \(count == 1 ? "line" : "lines"): \(reason)")
        }
        var record = Record()
        record.append("read", .integer(Int64(outcome.report.rows)))
        record.append("added", .integer(Int64(outcome.added)))
        record.append("repeated", .integer(Int64(outcome.repeated)))
        record.append("rejected", .integer(Int64(rejected)))
        record.append("users_added", .integer(Int64(outcome.usersAdded)))
        let counts = [outcome.report.rows, outcome.added, outcome.repeated, rejected].map {
            NumberText.grouped(Int64($0))
        }
        try invocation.output.done(
            "\(counts[0]) read = \(counts[1]) added + \(counts[2]) repeated + \(counts[3]) rejected", record)
        return rejected > 0 || outcome.report.rows == 0 || Interruption.isRequested ? .incomplete : .complete
    }
}
