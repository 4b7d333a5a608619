/// `catalog completions`
enum CompletionsCommand: Command {
    static let shell = Operand.required(ValueKind<ShellName>.choice("SHELL"), "the shell: bash, zsh or fish")

    static let declaration = CommandDeclaration(
        "completions", .program, "print the completions of a shell",
        detail: """
            The script completes commands, options, and the values of options that have a list of them.
            """,
        operands: [shell],
        examples: [
            CommandExample(
                "source <(catalog completions bash)", "Completes in this bash; put it into ~/.bashrc."),
            CommandExample(
                "catalog completions zsh > ~/.zfunc/_catalog", "For zsh, where ~/.zfunc is in $fpath."),
            CommandExample(
                "catalog completions fish > ~/.config/fish/completions/catalog.fish", "For fish, from now on."
            ),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let tree = Registry.tree
        switch invocation[shell] {
        case .bash: try invocation.output.text(BashCompletions(tree: tree).text)
        case .zsh: try invocation.output.text(ZshCompletions(tree: tree).text)
        case .fish: try invocation.output.text(FishCompletions(tree: tree).text)
        }
        return .complete
    }
}
