import CatalogStore

/// `catalog backup`
enum BackupCommand: Command {
    static let file = Operand.required(.file(), "where the copy goes")
    static let replace = Option.flag(
        "replace", "replace a file that is there; it stays until the copy is verified")

    static let declaration = CommandDeclaration(
        "backup", .catalog, "copy the catalog while it is in use",
        detail: """
            The copy is the catalog of one moment. It is verified before it gets its name; a half-made copy is never seen.
            """,
        operands: [file], options: [replace],
        examples: [
            CommandExample("catalog backup ~/music.backup", "Makes a copy."),
            CommandExample("catalog backup ~/music.backup --replace --quiet", "For a nightly job."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let target = invocation[file]
        try invocation.withJob { job in
            try catalog.backUp(to: target, replacing: invocation[replace], monitor: job.monitor)
        }
        var record = Record()
        record.append("catalog", .text(catalog.path))
        record.append("file", .text(target))
        try invocation.output.done("Copied \(catalog.path) to \(target), and verified the copy.", record)
        return .complete
    }
}
