/// What the table says of one option; parser, help, completions and man page read nothing else.
struct OptionDeclaration: Sendable {
    /// Without its dashes: `limit`.
    let name: String
    let short: Character?
    /// Nil for a flag, which takes no value.
    let placeholder: String?
    let choices: [String]
    let completion: ValueCompletion
    let repeats: Bool
    let isRequired: Bool
    /// As shown in help: `50`; nil where nothing is assumed.
    let assumed: String?
    let help: String
    /// All the values of the option as they were typed, to what the command reads.
    let read: @Sendable ([String]) throws(ValueProblem) -> any Sendable

    var takesValue: Bool { placeholder != nil }

    /// `--limit COUNT` or `--format table|json|csv`.
    var signature: String {
        guard let value = valueText else { return "--\(name)" }
        return "--\(name) \(value)"
    }

    /// What stands for the value in help.
    var valueText: String? {
        guard let placeholder else { return nil }
        let isShort = !choices.isEmpty && choices.joined(separator: "|").utf8.count <= 40
        return isShort ? choices.joined(separator: "|") : placeholder
    }
}
