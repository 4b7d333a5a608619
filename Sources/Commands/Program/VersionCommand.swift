/// `catalog version`
enum VersionCommand: Command {
    static let declaration = CommandDeclaration(
        "version", .program, "say which release this is",
        examples: [
            CommandExample("catalog version", "Prints the release and the licence."),
            CommandExample("catalog version --format json", "The same for programs."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        var record = Record()
        record.append("version", .text(ProgramVersion.number))
        record.append("licence", .text(ProgramVersion.licence))
        if invocation.output.format == .table {
            try invocation.output.text("catalog \(ProgramVersion.number) (\(ProgramVersion.licence))\n")
        } else {
            try invocation.output.record(record)
        }
        return .complete
    }
}
