/// Completions for zsh.
struct ZshCompletions {
    let tree: CommandTree

    var text: String {
        """
        #compdef catalog
        # Completions of catalog for zsh, made by `catalog completions zsh`.
        _catalog() {
            local path_words="" word candidate
            local -i index taken=0
            for (( index = 2; index < CURRENT; index++ )); do
                word="${words[index]}"
                candidate="${path_words:+$path_words }$word"
                case "$candidate" in
                    \(paths.map { "\"\($0)\"" }.joined(separator: "|"))) path_words="$candidate"; taken=index-1 ;;
                esac
            done
            # What follows is completed as if the words of the command were one.
            words=("${words[1]}" "${(@)words[taken+2,-1]}")
            (( CURRENT -= taken ))
            local -a options
            options=(
        \(options(GlobalOptions.declarations))
            )
            case "$path_words" in
        \(cases)
            esac
        }
        if [[ "${funcstack[1]}" == "_catalog" ]]; then
            _catalog "$@"
        else
            compdef _catalog catalog
        fi

        """
    }

    private var paths: [String] {
        tree.groups.map { $0.joined(separator: " ") } + tree.commands.map { $0.declaration.name }
    }

    private var cases: String {
        var text = ""
        for path in [[]] + tree.groups where tree.command(at: path) == nil {
            text += "        \(quoted(path.joined(separator: " "))))\n\(describe(path))            ;;\n"
        }
        for command in tree.commands {
            let declaration = command.declaration
            text += "        \(quoted(declaration.name)))\n"
            if !tree.words(after: declaration.path).isEmpty { text += describe(declaration.path) }
            if !declaration.options.isEmpty {
                text += "            options+=(\n\(self.options(declaration.options))\n            )\n"
            }
            let words = declaration.operands.map {
                "'*:\(clean($0.placeholder)):\(action($0.choices, $0.completion))'"
            }
            text += "            _arguments -s -S $options \(words.first ?? "")\n            ;;\n"
        }
        return text.last == "\n" ? String(text.dropLast()) : text
    }

    /// The words that may come next, with what they do.
    private func describe(_ path: [String]) -> String {
        var lines = "            local -a following\n            following=(\n"
        for word in tree.words(after: path) {
            let summary = tree.command(at: path + [word])?.declaration.summary ?? "commands of \(word)"
            lines += "                \(quoted("\(word):\(summary)"))\n"
        }
        return lines + "            )\n            _describe 'command' following\n"
    }

    private func options(_ declarations: [OptionDeclaration]) -> String {
        declarations.map { option in
            let names = option.short.map { "{-\($0),--\(option.name)}" } ?? "--\(option.name)"
            let value =
                option.placeholder.map { ":\(clean($0)):\(action(option.choices, option.completion))" } ?? ""
            let star = option.repeats ? "\\*" : ""
            let spelling = option.takesValue && option.short == nil ? names + "=" : names
            return "            \(star)\(spelling)\(quoted("[\(clean(option.help))]\(value)"))"
        }.joined(separator: "\n")
    }

    private func action(_ choices: [String], _ completion: ValueCompletion) -> String {
        if !choices.isEmpty { return "(\(choices.joined(separator: " ")))" }
        switch completion {
        case .files: return "_files"
        case .folders: return "_files -/"
        case .nothing: return " "
        }
    }

    private func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }

    /// Brackets and colons end a description.
    private func clean(_ text: String) -> String {
        text.replacing("[", with: "(").replacing("]", with: ")").replacing(":", with: ";")
    }
}
