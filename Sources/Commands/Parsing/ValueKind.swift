import CatalogCore

/// A kind of value that options and operands take: how it is called, read and completed.
struct ValueKind<Value: Sendable>: Sendable {
    let placeholder: String
    /// The words that are allowed; empty where any is.
    let choices: [String]
    let completion: ValueCompletion
    let read: @Sendable (String) throws(ValueProblem) -> Value

    init(
        _ placeholder: String, choices: [String] = [], completion: ValueCompletion = .nothing,
        read: @escaping @Sendable (String) throws(ValueProblem) -> Value
    ) {
        self.placeholder = placeholder
        self.choices = choices
        self.completion = completion
        self.read = read
    }
}

extension ValueKind where Value == String {
    /// Any text that is not empty.
    static func text(_ placeholder: String = "TEXT") -> ValueKind<String> {
        ValueKind(placeholder) { word throws(ValueProblem) in
            guard !word.isEmpty else { throw ValueProblem(expected: "a text that is not empty") }
            return word
        }
    }

    /// A file; `-` is left to the command's own meaning.
    static func file(_ placeholder: String = "FILE") -> ValueKind<String> {
        ValueKind(placeholder, completion: .files) { word throws(ValueProblem) in
            guard !word.isEmpty else { throw ValueProblem(expected: "the name of a file") }
            return word
        }
    }

    static func folder(_ placeholder: String = "FOLDER") -> ValueKind<String> {
        ValueKind(placeholder, completion: .folders) { word throws(ValueProblem) in
            guard !word.isEmpty else { throw ValueProblem(expected: "the name of a folder") }
            return word
        }
    }
}

extension ValueKind where Value == Int {
    /// A whole number in a range.
    static func integer(_ placeholder: String = "COUNT", in range: ClosedRange<Int>) -> ValueKind<Int> {
        ValueKind(placeholder) { word throws(ValueProblem) in
            guard let number = Int(word), range.contains(number) else {
                throw ValueProblem(
                    expected: range.upperBound == .max
                        ? "a whole number of at least \(range.lowerBound)"
                        : "a whole number between \(range.lowerBound) and \(range.upperBound)")
            }
            return number
        }
    }
}

extension ValueKind where Value == Double {
    /// A finite number in a range.
    static func number(_ placeholder: String = "NUMBER", in range: ClosedRange<Double>) -> ValueKind<Double> {
        ValueKind(placeholder) { word throws(ValueProblem) in
            guard let number = Double(word), number.isFinite, range.contains(number) else {
                throw ValueProblem(
                    expected: "a number between \(NumberText.plain(range.lowerBound)) and "
                        + NumberText.plain(range.upperBound))
            }
            return number
        }
    }
}

extension ValueKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    /// One word of a list.
    static func choice(_ placeholder: String) -> ValueKind<Value> {
        let choices = Value.allCases.map(\.rawValue)
        return ValueKind(placeholder, choices: choices) { word throws(ValueProblem) in
            if let value = Value(rawValue: word) { return value }
            let suggestion = Spelling.nearest(to: word, among: choices).map { " (did you mean \($0)?)" } ?? ""
            throw ValueProblem(expected: "one of \(choices.joined(separator: ", "))\(suggestion)")
        }
    }
}
