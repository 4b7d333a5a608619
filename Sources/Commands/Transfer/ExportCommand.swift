import CatalogStore

/// `catalog export`
enum ExportCommand: Command {
    static let file = Operand.optional(.file(), "the file; else standard output")

    static let declaration = CommandDeclaration(
        "export", .catalog, "write all that people made to a file",
        detail: """
            Users, everything that they did (also what they took back) and their playlists, as JSON Lines. Tracks are \
            written in words that find them in any catalog; tokens are not written. `catalog import` reads it, and what \
            it has read exports to the same bytes.
            """,
        operands: [file],
        examples: [
            CommandExample("catalog export people.jsonl", "Everything, into a file."),
            CommandExample(
                "catalog export | catalog import - --catalog new.catalog", "Moves the people to another catalog."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let path = invocation[file].flatMap { $0 == "-" ? nil : $0 }
        let target = try path.map { try ResultFile(path: $0) }
        let written = try invocation.withJob { job in
            try catalog.read { snapshot in
                var writer = ArchiveWriter(
                    snapshot: snapshot, sink: target?.sink ?? invocation.output.results, monitor: job.monitor)
                try writer.write()
                return writer
            }
        }
        try target?.finish()
        guard let path else { return .complete }
        var record = Record()
        record.append("file", .text(path))
        record.append("users", .integer(Int64(written.userCount)))
        record.append("events", .integer(Int64(written.eventCount)))
        record.append("playlists", .integer(Int64(written.playlistCount)))
        try invocation.output.done(
            "Wrote \(written.userCount) users, \(NumberText.grouped(Int64(written.eventCount))) events and "
                + "\(written.playlistCount) playlists to \(path).", record)
        return .complete
    }
}
