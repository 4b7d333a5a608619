import CatalogCore
import CatalogStore
import Pipeline

/// `catalog import tracks`
enum ImportTracksCommand: Command {
    static let file = Operand.required(.file(), "a table: .csv or .tsv, also .gz or .xz")
    static let map = Option.repeated(
        "map", .text("COLUMN=FIELD"), "what a column holds, where its name does not say")
    static let provider = Option.assumed(
        "provider", .text("NAME"), "spotify", "who gave the ids of the table")

    static let declaration = CommandDeclaration(
        "import tracks", .library, "take in a table of tracks that others know of",
        detail: """
            Columns are recognised by their names. Rows of one id are one track with the genres of all of them; the \
            first row's popularity stays. Several artists of a credit are separated by a semicolon. Odd rows are kept \
            aside and reported. Importing twice changes nothing. `catalog match` links the tracks to the library's.
            """,
        operands: [file], options: [map, provider],
        examples: [
            CommandExample("catalog import tracks tracks.csv.xz", "Takes in a table."),
            CommandExample(
                "catalog import tracks mine.tsv --map Song=title", "With a column of another name."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let overrides = try ColumnMapping.fields(
            invocation[map], named: { TrackField(rawValue: $0) ?? TrackField.named($0) },
            known: TrackField.allCases.map(\.rawValue), path: declaration.path)
        let catalog = try invocation.openCatalog()
        let reader = TrackTableReader(path: invocation[file], overrides: overrides)
        let outcome = try invocation.withJob { job in
            try TrackTableImport(
                into: catalog, provider: invocation[provider], cleaner: try catalog.read { try .of($0) }
            )
            .run(reader, at: invocation.now, monitor: job.monitor)
        }
        let table = outcome.table
        for (field, count) in table.valuesOutOfRange.sorted(by: { $0.key < $1.key }) {
            try invocation.output.warning(
                count == 1
                    ? "1 value of \(field) was out of range and left out"
                    : "\(NumberText.grouped(Int64(count))) values of \(field) were out of range and left out")
        }
        if outcome.oddRows > 0 {
            for row in outcome.oddExamples {
                try invocation.output.warning("line \(row.line): \(row.reason)")
            }
            let count = NumberText.grouped(Int64(outcome.oddRows))
            try invocation.output.warning(
                outcome.oddRows == 1 ? "1 row is kept aside" : "\(count) rows are kept aside")
        }
        var record = Record()
        record.append("rows", .integer(Int64(table.rows)))
        record.append("tracks", .integer(Int64(outcome.tracksAdded + outcome.tracksKnown)))
        record.append("added", .integer(Int64(outcome.tracksAdded)))
        record.append("known", .integer(Int64(outcome.tracksKnown)))
        record.append("track_genre_pairs", .integer(Int64(table.trackGenrePairs)))
        record.append("repeated_rows", .integer(Int64(table.repeatedRows)))
        record.append("identical_rows", .integer(Int64(table.identicalRows)))
        record.append("conflicting_popularities", .integer(Int64(table.conflictingPopularities)))
        record.append("odd_rows", .integer(Int64(outcome.oddRows)))
        record.append("unknown_genres", .list(outcome.unknownGenres))
        record.append("unused_columns", .list(table.unusedColumns))
        try invocation.output.record(record)
        return outcome.oddRows > 0 || outcome.isCancelled || table.rows == 0 ? .incomplete : .complete
    }
}
