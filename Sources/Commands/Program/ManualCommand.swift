/// `catalog man`
enum ManualCommand: Command {
    static let declaration = CommandDeclaration(
        "man", .program, "print the manual page",
        examples: [
            CommandExample("catalog man | man -l -", "Reads it."),
            CommandExample("catalog man > /usr/local/share/man/man1/catalog.1", "Installs it."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        try invocation.output.text(ManualPage(tree: Registry.tree).text)
        return .complete
    }
}
