import CatalogCore

/// `catalog help`
enum HelpCommand: Command {
    static let words = Operand.repeated(
        .text("COMMAND"), atLeast: 0, "the command to explain; nothing for all")
    static let markdown = Option.flag("markdown", "print the page of all commands, as in docs/COMMANDS.md")

    static let declaration = CommandDeclaration(
        "help", .program, "explain the program or a command, with examples",
        operands: [words], options: [markdown],
        examples: [
            CommandExample("catalog help", "Lists all commands."),
            CommandExample("catalog help user add", "Explains one; `catalog user add --help` does the same."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let tree = Registry.tree
        if invocation[markdown] {
            try invocation.output.text(MarkdownPage(tree: tree).text)
            return .complete
        }
        let path = invocation[words]
        if !path.isEmpty, tree.command(at: path) == nil, tree.commands(under: path).isEmpty {
            let names =
                tree.commands.map { $0.declaration.name } + tree.groups.map { $0.joined(separator: " ") }
            let typed = path.joined(separator: " ")
            let meant = Spelling.nearest(to: typed, among: names).map {
                " Did you mean `catalog help \($0)`?"
            }
            throw UsageError(problem: "There is no command `\(typed)`.\(meant ?? "")")
        }
        try invocation.output.text(HelpText(tree: tree, terminal: invocation.output.terminal).text(for: path))
        return .complete
    }
}
