/// Completions for fish.
struct FishCompletions {
    let tree: CommandTree

    var text: String {
        var text = """
            # Completions of catalog for fish, made by `catalog completions fish`.
            function __catalog_path
                set -l path
                for word in (commandline -opc)[2..-1]
                    set -l candidate (string join ' ' -- $path $word)
                    if contains -- $candidate \(paths.map(quoted).joined(separator: " "))
                        set -a path $word
                    end
                end
                string join ' ' -- $path
            end
            function __catalog_at
                set -l current (__catalog_path)
                test "$current" = "$argv[1]"
            end
            complete -c catalog -f

            """
        for option in GlobalOptions.declarations { text += line(condition: nil, option) }
        for path in [[]] + tree.groups { text += words(after: path) }
        for command in tree.commands {
            let declaration = command.declaration
            for option in declaration.options { text += line(condition: declaration.name, option) }
            for operand in declaration.operands {
                let candidates = values(operand.choices, operand.completion)
                if !candidates.isEmpty {
                    text += "complete -c catalog -n \(condition(declaration.name))\(candidates)\n"
                }
            }
        }
        return text
    }

    private var paths: [String] {
        tree.groups.map { $0.joined(separator: " ") } + tree.commands.map { $0.declaration.name }
    }

    private func words(after path: [String]) -> String {
        tree.words(after: path).map { word in
            let summary = tree.command(at: path + [word])?.declaration.summary ?? "commands of \(word)"
            return "complete -c catalog -n \(condition(path.joined(separator: " "))) -a \(quoted(word))"
                + " -d \(quoted(summary))\n"
        }.joined()
    }

    private func line(condition path: String?, _ option: OptionDeclaration) -> String {
        var line = "complete -c catalog"
        if let path { line += " -n \(condition(path))" }
        line += " -l \(option.name)"
        if let short = option.short { line += " -s \(short)" }
        if option.takesValue {
            let candidates = values(option.choices, option.completion)
            line += candidates.isEmpty ? " -x" : " -r\(candidates)"
        }
        return line + " -d \(quoted(option.help))\n"
    }

    private func values(_ choices: [String], _ completion: ValueCompletion) -> String {
        if !choices.isEmpty { return " -x -a \(quoted(choices.joined(separator: " ")))" }
        switch completion {
        case .files: return " -F"
        case .folders: return " -x -a '(__fish_complete_directories)'"
        case .nothing: return ""
        }
    }

    private func condition(_ path: String) -> String { quoted("__catalog_at \"\(path)\"") }

    private func quoted(_ text: String) -> String {
        "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
}
