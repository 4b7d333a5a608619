import CatalogStore

/// `catalog import`
enum ImportCommand: Command {
    static let file = Operand.required(.file(), "a file of `catalog export`, or - for standard input")

    static let declaration = CommandDeclaration(
        "import", .catalog, "take in all that people made, from a file",
        detail: """
            Reads what `catalog export` wrote. What is there already is not doubled, so a file may be taken in again; of \
            two versions of a playlist the later stays.
            """,
        operands: [file],
        examples: [CommandExample("catalog import people.jsonl", "Users, what they did, their playlists.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let reader = try ArchiveReader(path: invocation[file], catalog: catalog, now: invocation.now)
        try invocation.withJob { try reader.read(monitor: $0.monitor) }
        var record = Record()
        record.append("users", .integer(Int64(reader.userCount)))
        record.append("read", .integer(Int64(reader.tally.read)))
        record.append("added", .integer(Int64(reader.tally.added)))
        record.append("repeated", .integer(Int64(reader.tally.repeated)))
        record.append("playlists", .integer(Int64(reader.playlistCount)))
        try invocation.output.done(
            "\(reader.userCount) users, \(reader.playlistCount) playlists; events: \(reader.tally.sentence)", record)
        return reader.tally.wasStopped ? .incomplete : .complete
    }
}
