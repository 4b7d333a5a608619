import CatalogStore

/// `catalog restore`
enum RestoreCommand: Command {
    static let file = Operand.required(.file(), "a copy that `catalog backup` made")
    static let replace = Option.flag("replace", "also where a catalog is there: what is in it now is gone")

    static let declaration = CommandDeclaration(
        "restore", .catalog, "bring back a backup",
        detail: """
            The backup is verified first. Programs that have the catalog open see the change at once. A catalog that is \
            damaged is not lost: it is set aside under a name that is told.
            """,
        operands: [file], options: [replace],
        examples: [
            CommandExample("catalog restore ~/music.backup", "Where there is no catalog."),
            CommandExample(
                "catalog restore ~/music.backup --replace", "Puts the backup in place of the catalog."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let path = try invocation.catalogPath()
        if !invocation[replace] && PathQuestion.exists(path) {
            throw CommandError(
                "There is a catalog at \(path). To put the backup in its place, add --replace; "
                    + "`catalog backup FILE` keeps what is there now.")
        }
        let aside = try invocation.withJob { job in
            try Catalog.restore(from: invocation[file], to: path, at: invocation.now, monitor: job.monitor)
        }
        var record = Record()
        record.append("catalog", .text(path))
        record.append("file", .text(invocation[file]))
        record.append("set_aside", Cell(aside))
        let note = aside.map { " The damaged catalog is set aside as \($0)." } ?? ""
        try invocation.output.done("Restored \(path) from \(invocation[file]).\(note)", record)
        return .complete
    }
}
