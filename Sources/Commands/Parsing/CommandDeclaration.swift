/// Everything that parser, help, completions, man page and docs know about one command.
struct CommandDeclaration: Sendable {
    /// The words that name it: `["user", "add"]`.
    let path: [String]
    let family: CommandFamily
    /// One line, as an order: `add a person who listens`.
    let summary: String
    /// Paragraphs for those who ask for help; may be empty.
    let detail: String
    let operands: [OperandDeclaration]
    let options: [OptionDeclaration]
    let examples: [CommandExample]

    init(
        _ name: String, _ family: CommandFamily, _ summary: String, detail: String = "",
        operands: [any DeclaredOperand] = [], options: [any DeclaredOption] = [], examples: [CommandExample]
    ) {
        path = name.split(separator: " ").map(String.init)
        self.family = family
        self.summary = summary
        self.detail = detail
        self.operands = operands.map(\.declaration)
        self.options = options.map(\.declaration)
        self.examples = examples
        precondition(!path.isEmpty, "a command has a name")
        precondition(
            self.operands.dropLast().allSatisfy { $0.count.upperBound == 1 },
            "only the last operand of a command takes many words")
    }

    var name: String { path.joined(separator: " ") }

    /// `catalog user add NAME [OPTION...]`.
    var usage: String {
        let required = options.filter(\.isRequired).map(\.signature)
        let words = ["catalog"] + path + operands.map(\.signature) + required
        return (words + ["[OPTION...]"]).joined(separator: " ")
    }
}
