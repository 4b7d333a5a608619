import CatalogCore
import CatalogStore

/// `catalog export`
enum ExportCommand: Command {
    static let file = Operand.optional(.file(), "the file; else standard output")
    static let users = Option.repeated("user", .text("NAME"), "only this person; else everybody")

    static let declaration = CommandDeclaration(
        "export", .catalog, "write all that people made to a file",
        detail: """
            Users, everything that they did (also what they took back) and their playlists, as JSON Lines. Tracks are \
            written in words that find them in any catalog; tokens are not written. `catalog import` reads it, and what \
            it has read exports to the same bytes.
            """,
        operands: [file], options: [users],
        examples: [
            CommandExample("catalog export people.jsonl", "Everything, into a file."),
            CommandExample(
                "catalog export | catalog import - --catalog new.catalog",
                "Moves the people to another catalog."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let path = invocation[file].flatMap { $0 == "-" ? nil : $0 }
        let target = try path.map { try ResultFile(path: $0) }
        let sink = target?.sink ?? invocation.output.results
        var lineCount = 0
        // One snapshot for the whole file: what is written meanwhile is not half in it.
        try catalog.read { snapshot in
            let names = try invocation[users].map { try UserChooser.user(named: $0, in: snapshot).name }
            try snapshot.export(users: names.isEmpty ? nil : names) { line in
                try sink.write(line + "\n")
                lineCount += 1
            }
        }
        try target?.finish()
        guard let path else { return .complete }
        var record = Record()
        record.append("file", .text(path))
        record.append("lines", .integer(Int64(lineCount)))
        try invocation.output.done("Wrote \(NumberText.grouped(Int64(lineCount))) lines to \(path).", record)
        return .complete
    }
}
