import CatalogCore
import CatalogStore

/// `catalog feedback export`
enum FeedbackExportCommand: Command {
    static let file = Operand.optional(.file(), "the file; else standard output")
    static let user = Option.optional("user", .text("NAME"), "only what this person did")

    static let declaration = CommandDeclaration(
        "feedback export", .feedback, "write all feedback to a file",
        detail: """
            JSON Lines, or CSV with --format csv or into a file whose name ends so. Tracks are written in words that find \
            them in any catalog. What was taken back is left out. `catalog feedback import` reads it.
            """,
        operands: [file], options: [user],
        examples: [
            CommandExample("catalog feedback export plays.jsonl", "Everything that people did."),
            CommandExample(
                "catalog feedback export --user mira --format csv > mira.csv", "Mira's, for a spreadsheet."),
        ])

    private static let pageSize = 2_000

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let path = invocation[file].flatMap { $0 == "-" ? nil : $0 }
        let isCSV =
            invocation.isTyped(GlobalOptions.format)
            ? invocation.output.format == .csv
            : path.map { InputFormat.guessed(fromPath: $0) == .csv } ?? false
        let target = try path.map { try ResultFile(path: $0) }
        let sink = target?.sink ?? invocation.output.results
        if isCSV { try sink.write(CSVText.line(FeedbackField.exported.map(\.rawValue)) + "\r\n") }
        var names = FeedbackNames()
        var count = 0
        // One snapshot for the whole file: what is written meanwhile is not half in it.
        try catalog.read { snapshot in
            let only = try invocation[user].map { try UserChooser.user(named: $0, in: snapshot).id }
            var last: EventID?
            while case let page = try snapshot.events(after: last, limit: pageSize), let end = page.last {
                last = end.id
                for event in page where event.kind != .removal && (only == nil || only == event.user) {
                    let row = try names.row(event, in: snapshot)
                    guard row.removal == nil else { continue }
                    try sink.write(line(row, isCSV: isCSV))
                    count += 1
                }
            }
        }
        try target?.finish()
        if let path {
            var record = Record()
            record.append("file", .text(path))
            record.append("events", .integer(Int64(count)))
            try invocation.output.done("Wrote \(NumberText.grouped(Int64(count))) events to \(path).", record)
        }
        return count == 0 ? .incomplete : .complete
    }

    private static func line(_ row: FeedbackRow, isCSV: Bool) -> String {
        if isCSV { return CSVText.line(FeedbackField.exported.map { row.cell($0).csv }) + "\r\n" }
        return JSONValue.object(row.json(FeedbackField.exported)).line + "\n"
    }
}
