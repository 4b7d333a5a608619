/// An operand of a command, declared once; an invocation is asked for its value by it.
struct Operand<Value: Sendable>: DeclaredOperand {
    let declaration: OperandDeclaration
}

extension Operand {
    /// One word that must be there.
    static func required(_ kind: ValueKind<Value>, _ help: String) -> Operand<Value> {
        Operand(
            declaration: declare(kind, 1...1, help) { words throws(ValueProblem) in
                try kind.read(words.first ?? "")
            })
    }

    /// One word that may be left out.
    static func optional<Single: Sendable>(
        _ kind: ValueKind<Single>, _ help: String
    ) -> Operand<Single?> where Value == Single? {
        Operand(
            declaration: declare(kind, 0...1, help) { words throws(ValueProblem) in
                guard let word = words.first else { return Single?.none }
                return Single?.some(try kind.read(word))
            })
    }

    /// Many words; the last operand of a command only.
    static func repeated<Single: Sendable>(
        _ kind: ValueKind<Single>, atLeast least: Int = 1, _ help: String
    ) -> Operand<[Single]> where Value == [Single] {
        Operand(
            declaration: declare(kind, least...ArgumentParser.wordCountMax, help) {
                words throws(ValueProblem) in
                var values: [Single] = []
                for word in words { values.append(try kind.read(word)) }
                return values
            })
    }

    private static func declare<Single: Sendable>(
        _ kind: ValueKind<Single>, _ count: ClosedRange<Int>, _ help: String,
        read: @escaping @Sendable ([String]) throws(ValueProblem) -> any Sendable
    ) -> OperandDeclaration {
        OperandDeclaration(
            placeholder: kind.placeholder, choices: kind.choices, completion: kind.completion, count: count,
            help: help, read: read)
    }
}
