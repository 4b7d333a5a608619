/// Completions for bash.
struct BashCompletions {
    let tree: CommandTree

    var text: String {
        """
        # Completions of catalog for bash, made by `catalog completions bash`.
        _catalog() {
            local current previous path word index
            current="${COMP_WORDS[COMP_CWORD]}"
            previous="${COMP_WORDS[COMP_CWORD-1]}"
            if [[ "$current" == "=" ]]; then
                current=""
            elif [[ "$previous" == "=" ]] && (( COMP_CWORD > 1 )); then
                previous="${COMP_WORDS[COMP_CWORD-2]}"
            fi
            path=""
            for (( index = 1; index < COMP_CWORD; index++ )); do
                word="${COMP_WORDS[index]}"
                case "${path:+$path }$word" in
                    \(paths.map { "\"\($0)\"" }.joined(separator: "|"))) path="${path:+$path }$word" ;;
                esac
            done
            case "$path:$previous" in
        \(valueCases)
            esac
            if [[ "$current" == -* ]]; then
                case "$path" in
        \(optionCases)
                esac
                return
            fi
            case "$path" in
        \(wordCases)
            esac
        }
        complete -F _catalog catalog

        """
    }

    private var paths: [String] {
        tree.groups.map { $0.joined(separator: " ") } + tree.commands.map { $0.declaration.name }
    }

    private var valueCases: String {
        var lines: [String] = []
        for option in GlobalOptions.declarations where option.takesValue {
            lines.append(valueCase("*", option))
        }
        for command in tree.commands {
            for option in command.declaration.options where option.takesValue {
                lines.append(valueCase("\"\(command.declaration.name)\"", option))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func valueCase(_ path: String, _ option: OptionDeclaration) -> String {
        let short = option.short.map { "|\(path):-\($0)" } ?? ""
        let action = candidates(option.choices, option.completion) ?? "COMPREPLY=()"
        return "        \(path):--\(option.name)\(short)) \(action); return ;;"
    }

    private func candidates(_ choices: [String], _ completion: ValueCompletion) -> String? {
        if !choices.isEmpty {
            return "COMPREPLY=( $(compgen -W \"\(choices.joined(separator: " "))\" -- \"$current\") )"
        }
        switch completion {
        case .files: return "COMPREPLY=( $(compgen -f -- \"$current\") )"
        case .folders: return "COMPREPLY=( $(compgen -d -- \"$current\") )"
        case .nothing: return nil
        }
    }

    private var optionCases: String {
        let shared = GlobalOptions.declarations.map { "--\($0.name)" }.joined(separator: " ")
        var lines = tree.commands.filter { !$0.declaration.options.isEmpty }.map { command in
            let names = command.declaration.options.map { "--\($0.name)" }.joined(separator: " ")
            return "            \"\(command.declaration.name)\") "
                + "COMPREPLY=( $(compgen -W \"\(names) \(shared)\" -- \"$current\") ) ;;"
        }
        lines.append("            *) COMPREPLY=( $(compgen -W \"\(shared)\" -- \"$current\") ) ;;")
        return lines.joined(separator: "\n")
    }

    private var wordCases: String {
        var lines: [String] = []
        for path in [[]] + tree.groups where tree.command(at: path) == nil {
            let words = tree.words(after: path).joined(separator: " ")
            lines.append(
                "        \"\(path.joined(separator: " "))\") "
                    + "COMPREPLY=( $(compgen -W \"\(words)\" -- \"$current\") ) ;;")
        }
        for command in tree.commands {
            let operands = command.declaration.operands
            let choices = tree.words(after: command.declaration.path) + operands.flatMap(\.choices)
            let completion = operands.map(\.completion).first { $0 != .nothing } ?? .nothing
            var actions: [String] = []
            if !choices.isEmpty { actions.append("-W \"\(choices.joined(separator: " "))\"") }
            if completion == .files { actions.append("-f") }
            if completion == .folders { actions.append("-d") }
            guard !actions.isEmpty else { continue }
            lines.append(
                "        \"\(command.declaration.name)\") "
                    + "COMPREPLY=( $(compgen \(actions.joined(separator: " ")) -- \"$current\") ) ;;")
        }
        return lines.joined(separator: "\n")
    }
}
