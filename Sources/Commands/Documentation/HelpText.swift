/// What `--help` says: usage, examples, then every word of the command.
struct HelpText {
    let tree: CommandTree
    let columns: Int
    let usesColor: Bool

    private static let columnsMax = 100
    private static let labelColumnsMax = 30

    init(tree: CommandTree, terminal: Terminal) {
        self.tree = tree
        columns = min(terminal.width ?? 80, Self.columnsMax)
        usesColor = terminal.usesColor
    }

    /// The program's overview for no words, else a group or a command.
    func text(for path: [String]) -> String {
        guard let command = tree.command(at: path) else {
            return path.isEmpty ? overview : group(path)
        }
        return text(of: command.declaration)
    }

    private var overview: String {
        var text = wrapped(ProgramTopics.introduction.replacing("`", with: "")) + "\n"
        text += heading("Usage") + "  catalog COMMAND [WORD...] [OPTION...]\n"
        for family in CommandFamily.allCases {
            let members = tree.commands.filter { $0.declaration.family == family }
            guard !members.isEmpty else { continue }
            text += "\n" + heading(family.rawValue)
            text += list(members.map { ($0.declaration.name, $0.declaration.summary) })
        }
        text += "\n" + heading("Options of every command") + options(GlobalOptions.declarations)
        text += "\n" + heading("Exit codes")
        text += list(ProgramTopics.exitCodes.map { (String($0.code.rawValue), $0.meaning) })
        return text + "\nExplain one: catalog help COMMAND\n"
    }

    private func group(_ path: [String]) -> String {
        let name = path.joined(separator: " ")
        var text =
            heading("Usage") + "  catalog \(name) COMMAND [WORD...] [OPTION...]\n\n" + heading("Commands")
        text += list(tree.commands(under: path).map { ($0.declaration.name, $0.declaration.summary) })
        return text + "\nExplain one: catalog help \(name) COMMAND\n"
    }

    private func text(of declaration: CommandDeclaration) -> String {
        let title = TextStyle.strong.applied(to: "catalog \(declaration.name)", if: usesColor)
        var text = "\(title): \(declaration.summary)\n\n"
        text += heading("Usage") + "  \(declaration.usage)\n"
        text += "\n" + heading("Examples")
        for example in declaration.examples {
            text += "  \(example.line)\n"
            text += indented(example.meaning, by: 6)
        }
        if !declaration.detail.isEmpty { text += "\n" + wrapped(declaration.detail) }
        if !declaration.operands.isEmpty {
            text += "\n" + heading("Words")
            text += list(declaration.operands.map { ($0.signature, $0.help) })
        }
        if !declaration.options.isEmpty { text += "\n" + heading("Options") + options(declaration.options) }
        text += "\n" + heading("Options of every command") + options(GlobalOptions.declarations)
        let others = tree.commands(under: declaration.path)
        if !others.isEmpty {
            text +=
                "\n" + heading("See also")
                + list(others.map { ($0.declaration.name, $0.declaration.summary) })
        }
        return text
    }

    private func options(_ declarations: [OptionDeclaration]) -> String {
        list(declarations.map { (OptionText.label($0), OptionText.help($0)) })
    }

    private func heading(_ title: String) -> String {
        TextStyle.strong.applied(to: title, if: usesColor) + "\n"
    }

    private func wrapped(_ text: String) -> String {
        TextWrapping.lines(text, columns: columns).map { $0 + "\n" }.joined()
    }

    private func indented(_ text: String, by indent: Int) -> String {
        TextWrapping.lines(text, columns: max(10, columns - indent))
            .map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
    }

    /// Labels in one column, explanations in the next; a long label has its explanation below.
    private func list(_ items: [(label: String, text: String)]) -> String {
        let longest = items.map { DisplayWidth.of($0.label) }.filter { $0 <= Self.labelColumnsMax }.max() ?? 0
        let indent = columns < 50 ? 6 : longest + 4
        var text = ""
        for item in items {
            let lines = TextWrapping.lines(item.text, columns: max(10, columns - indent))
            let label = "  " + item.label
            let width = DisplayWidth.of(label)
            var isFirst = true
            if width + 2 > indent {
                text += label + "\n"
                isFirst = false
            }
            for line in lines {
                let lead = isFirst ? label + String(repeating: " ", count: indent - width) : nil
                text += (lead ?? String(repeating: " ", count: indent)) + line + "\n"
                isFirst = false
            }
        }
        return text
    }
}
