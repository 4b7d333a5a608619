import CatalogStore

/// `catalog check`
enum CheckCommand: Command {
    static let repair = Option.flag(
        "repair", "build anew what is derived: opinions, descriptors, search indexes")

    static let declaration = CommandDeclaration(
        "check", .catalog, "look for damage, and say what to do",
        detail: """
            Checks every page, reference, vector and checksum, and compares what is derived with what it is derived \
            from. Others may go on reading and writing. Exit code 2 where anything is wrong.
            """,
        options: [repair],
        examples: [
            CommandExample("catalog check", "Says that all is well, or what is not."),
            CommandExample("catalog check --repair", "Builds anew what is derived, then checks."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let report = try invocation.withJob { job in
            if invocation[repair] { try catalog.rebuildDerived() }
            return try catalog.check(monitor: job.monitor)
        }
        var record = Record()
        record.append("catalog", .text(catalog.path))
        record.append("is_clean", .flag(report.isClean))
        for (name, count) in report.counts { record.append(name, .integer(Int64(count))) }
        record.append(
            "problems", report.problems,
            [
                Column("what", title: "Problem") { .text($0.what) },
                Column("remedy", title: "What to do") { .text($0.remedy) },
            ])
        try invocation.output.record(record)
        if !catalog.isWritable {
            try invocation.output.warning(
                "\(catalog.path) cannot be written, which checking the search indexes takes: they were not checked."
            )
        }
        guard report.isClean else {
            let count = report.problems.count
            throw CommandError(
                "\(catalog.path) has \(count == 1 ? "a problem" : "\(count) problems"), listed above.")
        }
        return .complete
    }
}
