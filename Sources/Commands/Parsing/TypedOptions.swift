import CatalogCore

/// The options as they were typed, by name, before their values are read.
struct TypedOptions: Sendable {
    private(set) var words: [String: [String]] = [:]

    /// Takes all options out of the words and returns the operands; after `--` everything is an operand.
    mutating func takeAll(
        _ arguments: ArraySlice<String>, by declarations: [OptionDeclaration], path: [String]
    ) throws -> [String] {
        var rest = arguments
        var operands: [String] = []
        while let word = rest.first {
            if word == "--" { return operands + rest.dropFirst() }
            if word.hasPrefix("-") && word != "-" && !Self.isNegativeNumber(word) {
                try take(&rest, by: declarations, path: path)
            } else {
                operands.append(word)
                rest.removeFirst()
            }
        }
        return operands
    }

    /// Takes the option (or the cluster of short ones) at the front, with its value.
    mutating func take(
        _ rest: inout ArraySlice<String>, by declarations: [OptionDeclaration], path: [String]
    ) throws {
        let word = rest.removeFirst()
        if word.hasPrefix("--") {
            try takeLong(word.dropFirst(2), &rest, declarations, path)
        } else {
            try takeShort(word.dropFirst(), &rest, declarations, path)
        }
    }

    private mutating func takeLong(
        _ word: Substring, _ rest: inout ArraySlice<String>, _ declarations: [OptionDeclaration],
        _ path: [String]
    ) throws {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard let option = declarations.first(where: { $0.name == name }) else {
            throw UsageError(problem: Self.unknown("--\(name)", name, declarations), path: path)
        }
        if parts.count == 2 {
            guard option.takesValue else {
                throw UsageError(
                    problem: "--\(name) takes no value. Write it without `=\(parts[1])`.", path: path)
            }
            try add(option, String(parts[1]), path)
        } else if option.takesValue {
            try add(option, try Self.value(of: option, "--\(name)", &rest, path), path)
        } else {
            words[name, default: []].append("")
        }
    }

    private mutating func takeShort(
        _ cluster: Substring, _ rest: inout ArraySlice<String>, _ declarations: [OptionDeclaration],
        _ path: [String]
    ) throws {
        var letters = cluster
        while let letter = letters.popFirst() {
            guard let option = declarations.first(where: { $0.short == letter }) else {
                throw UsageError(
                    problem: Self.unknown("-\(letter)", String(cluster), declarations), path: path)
            }
            guard option.takesValue else {
                words[option.name, default: []].append("")
                continue
            }
            if letters.isEmpty {
                try add(option, try Self.value(of: option, "-\(letter)", &rest, path), path)
            } else {
                try add(option, String(letters.hasPrefix("=") ? letters.dropFirst() : letters), path)
                letters = ""
            }
        }
    }

    private mutating func add(_ option: OptionDeclaration, _ value: String, _ path: [String]) throws {
        if let before = words[option.name]?.last, !option.repeats, before != value {
            throw UsageError(
                problem: "--\(option.name) is given twice, as `\(before)` and as `\(value)`. Keep one.",
                path: path)
        }
        words[option.name, default: []].append(value)
    }

    /// The word after the option; one that looks like an option is more likely a value forgotten.
    private static func value(
        of option: OptionDeclaration, _ typed: String, _ rest: inout ArraySlice<String>, _ path: [String]
    ) throws -> String {
        let expected = option.valueText ?? ""
        guard let word = rest.first else {
            throw UsageError(problem: "\(typed) needs a value: \(typed) \(expected).", path: path)
        }
        if word.hasPrefix("--") && word.utf8.count > 2 {
            throw UsageError(
                problem: "\(typed) needs a value before `\(word)`; to mean that word, write "
                    + "`--\(option.name)=\(word)`.", path: path)
        }
        rest.removeFirst()
        return word
    }

    private static func unknown(_ shown: String, _ name: String, _ declarations: [OptionDeclaration])
        -> String
    {
        guard let meant = Spelling.nearest(to: name, among: declarations.map(\.name)) else {
            return "There is no option \(shown)."
        }
        return "There is no option \(shown). Did you mean --\(meant)?"
    }

    /// `-7.5` is an operand, not a cluster of options.
    private static func isNegativeNumber(_ word: String) -> Bool { Double(word) != nil }
}
