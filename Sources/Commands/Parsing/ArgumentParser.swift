import CatalogCore

/// Reads a command line by the table of declarations.
struct ArgumentParser: Sendable {
    /// More words than any shell passes on.
    static let wordCountMax = 4_000_000

    let tree: CommandTree

    /// The request in the words after the program's name; throws `UsageError`.
    func parse(_ arguments: [String]) throws -> ParsedRequest {
        var rest = arguments[...]
        var typed = TypedOptions()
        var path: [String] = []
        // Options of every command may stand before the command's words too.
        while let word = rest.first {
            if word.hasPrefix("-") && word != "-" && word != "--" {
                if path.isEmpty || !tree.words(after: path).isEmpty && tree.command(at: path) == nil {
                    try typed.take(&rest, by: GlobalOptions.declarations, path: path)
                    continue
                }
                break
            }
            guard tree.words(after: path).contains(word) else { break }
            path.append(word)
            rest.removeFirst()
        }
        guard let command = tree.command(at: path) else {
            return try group(path, typed: typed, rest: rest)
        }
        let operands = try typed.takeAll(
            rest, by: command.declaration.options + GlobalOptions.declarations, path: path)
        if typed.words["help"] != nil { return .help(path: path) }
        return .run(try read(command, typed: typed, operands: operands))
    }

    /// A path that is no command: help on a group, or an unknown word.
    private func group(_ path: [String], typed: TypedOptions, rest: ArraySlice<String>) throws
        -> ParsedRequest
    {
        if typed.words["help"] != nil { return .help(path: path) }
        guard let word = rest.first else {
            if path.isEmpty { return .help(path: []) }
            let words = tree.words(after: path).joined(separator: ", ")
            throw UsageError(
                problem: "`catalog \(path.joined(separator: " "))` needs one more word: \(words).", path: path
            )
        }
        let candidates = tree.words(after: path)
        let known = (path + [word]).joined(separator: " ")
        if let meant = Spelling.nearest(to: word, among: candidates) {
            let words = (["catalog"] + path + [meant]).joined(separator: " ")
            throw UsageError(problem: "There is no command `\(known)`. Did you mean `\(words)`?", path: path)
        }
        let hint =
            path.isEmpty
            ? "" : " After `\(path.joined(separator: " "))` come: \(candidates.joined(separator: ", "))."
        throw UsageError(problem: "There is no command `\(known)`.\(hint)", path: path)
    }

    private func read(
        _ command: any Command.Type, typed: TypedOptions, operands: [String]
    ) throws -> ParsedArguments {
        let declaration = command.declaration
        var optionValues: [String: any Sendable] = [:]
        for option in declaration.options + GlobalOptions.declarations {
            let words = typed.words[option.name] ?? []
            if option.isRequired && words.isEmpty {
                throw UsageError(
                    problem: "\(option.signature) is missing: \(option.help).", path: declaration.path)
            }
            do throws(ValueProblem) {
                optionValues[option.name] = try option.read(words)
            } catch {
                throw UsageError(
                    problem: "--\(option.name) takes \(error.expected), not `\(words.last ?? "")`.",
                    path: declaration.path)
            }
        }
        return ParsedArguments(
            command: command, optionValues: optionValues,
            operandValues: try read(operands, declaration), typedOptions: Set(typed.words.keys))
    }

    /// Gives each operand its words: one each, the last takes what is left.
    private func read(
        _ operandWords: [String], _ declaration: CommandDeclaration
    ) throws -> [String: any Sendable] {
        var rest = operandWords[...]
        var values: [String: any Sendable] = [:]
        for operand in declaration.operands {
            let taken = rest.prefix(operand.count.upperBound)
            rest = rest.dropFirst(taken.count)
            guard taken.count >= operand.count.lowerBound else {
                throw UsageError(
                    problem: "\(operand.placeholder) is missing: \(operand.help).", path: declaration.path)
            }
            do throws(ValueProblem) {
                values[operand.placeholder] = try operand.read(Array(taken))
            } catch {
                throw UsageError(
                    problem: "\(operand.placeholder) is \(error.expected), not `\(taken.last ?? "")`.",
                    path: declaration.path)
            }
        }
        if let extra = rest.first {
            var problem = "`\(extra)` is one word too many for `catalog \(declaration.name)`."
            let words = tree.words(after: declaration.path)
            // Of `import trakcs songs.csv` the first word is the mistake, not the last.
            let typed = declaration.operands.isEmpty ? [extra] : operandWords
            if let meant = typed.lazy.compactMap({ Spelling.nearest(to: $0, among: words) }).first {
                problem += " Did you mean `catalog \(declaration.name) \(meant)`?"
            } else if !declaration.operands.isEmpty {
                problem += " Put a name of several words in quotes."
            }
            throw UsageError(problem: problem, path: declaration.path)
        }
        return values
    }
}
