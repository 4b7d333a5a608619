/// `docs/COMMANDS.md`: every command, made of the same table as the parser.
struct MarkdownPage {
    let tree: CommandTree

    var text: String {
        var text = """
            # Commands

            <!-- Made by `catalog help --markdown`; a test compares it. -->

            \(ProgramTopics.introduction)

            \(ProgramTopics.formats)

            | exit code | meaning |
            | --- | --- |

            """
        for (code, meaning) in ProgramTopics.exitCodes { text += "| \(code.rawValue) | \(meaning) |\n" }
        text += "\n| variable | meaning |\n| --- | --- |\n"
        for (name, meaning) in ProgramTopics.variables { text += "| `\(name)` | \(meaning) |\n" }
        text += "\n## Options of every command\n\n" + options(GlobalOptions.declarations)
        for family in CommandFamily.allCases {
            let members = tree.commands.filter { $0.declaration.family == family }
            guard !members.isEmpty else { continue }
            text += "\n## \(family.rawValue)\n"
            for command in members { text += section(of: command.declaration) }
        }
        return text
    }

    private func section(of declaration: CommandDeclaration) -> String {
        var text = "\n### `catalog \(declaration.name)`\n\n\(sentence(declaration.summary))\n\n"
        text += "```\n\(declaration.usage)\n```\n"
        if !declaration.detail.isEmpty { text += "\n\(declaration.detail)\n" }
        if !declaration.operands.isEmpty {
            text += "\n| word | meaning |\n| --- | --- |\n"
            for operand in declaration.operands {
                text += "| `\(operand.signature)` | \(escaped(operand.help)) |\n"
            }
        }
        if !declaration.options.isEmpty { text += "\n" + options(declaration.options) }
        text += "\n"
        for example in declaration.examples { text += "- `\(example.line)`: \(example.meaning)\n" }
        return text
    }

    private func options(_ declarations: [OptionDeclaration]) -> String {
        var text = "| option | meaning |\n| --- | --- |\n"
        for option in declarations {
            let short = option.short.map { "-\($0), " } ?? ""
            text += "| `\(escaped(short + option.signature))` | \(escaped(OptionText.help(option))) |\n"
        }
        return text
    }

    private func sentence(_ summary: String) -> String {
        summary.prefix(1).uppercased() + summary.dropFirst() + "."
    }

    /// A bar inside a table cell would end it.
    private func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
