/// The manual page, in the man macros of roff.
struct ManualPage {
    let tree: CommandTree

    var text: String {
        var text = ".TH CATALOG 1 \"\" \"catalog \(ProgramVersion.number)\" \"User Commands\"\n"
        text += section("NAME") + "catalog \\- \(escaped(ProgramVersion.summary))\n"
        text += section("SYNOPSIS") + ".B catalog\n.I COMMAND\n[\\fIWORD\\fR...] [\\fIOPTION\\fR...]\n"
        text += section("DESCRIPTION") + paragraphs(ProgramTopics.introduction) + ".PP\n"
        text += paragraphs(ProgramTopics.formats)
        text += section("OPTIONS OF EVERY COMMAND") + options(GlobalOptions.declarations)
        text += section("COMMANDS")
        for family in CommandFamily.allCases {
            let members = tree.commands.filter { $0.declaration.family == family }
            guard !members.isEmpty else { continue }
            text += ".SS \"\(escaped(family.rawValue))\"\n"
            for command in members { text += entry(command.declaration) }
        }
        text += section("EXIT STATUS")
        for (code, meaning) in ProgramTopics.exitCodes {
            text += ".TP\n.B \(code.rawValue)\n\(escaped(meaning))\n"
        }
        text += section("ENVIRONMENT")
        for (name, meaning) in ProgramTopics.variables { text += ".TP\n.B \(name)\n\(escaped(meaning))\n" }
        return text
    }

    private func entry(_ declaration: CommandDeclaration) -> String {
        var text = ".PP\n.B \(escaped(declaration.usage))\n.RS 4\n.PP\n"
        text += escaped(declaration.summary.prefix(1).uppercased() + declaration.summary.dropFirst()) + ".\n"
        if !declaration.detail.isEmpty { text += ".PP\n" + paragraphs(declaration.detail) }
        for operand in declaration.operands {
            text += ".TP\n.I \(escaped(operand.signature))\n\(escaped(operand.help))\n"
        }
        text += options(declaration.options)
        for example in declaration.examples {
            text += ".PP\n.nf\n\(escaped(example.line))\n.fi\n.RS 4\n\(escaped(example.meaning))\n.RE\n"
        }
        return text + ".RE\n"
    }

    private func options(_ declarations: [OptionDeclaration]) -> String {
        declarations.map { option in
            let label = OptionText.label(option).drop { $0 == " " }
            return ".TP\n.B \(escaped(String(label)))\n\(escaped(OptionText.help(option)))\n"
        }.joined()
    }

    private func section(_ title: String) -> String { ".SH \"\(title)\"\n" }

    private func paragraphs(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? ".PP\n" : escaped(String($0)) + "\n" }.joined()
    }

    /// Backslashes, dashes and a leading dot or quote mean something to roff.
    private func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }
}
