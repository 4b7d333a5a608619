/// An option of a command, declared once; an invocation is asked for its value by it.
struct Option<Value: Sendable>: DeclaredOption {
    let declaration: OptionDeclaration
}

extension Option where Value == Bool {
    /// An option without a value: there or not.
    static func flag(_ name: String, short: Character? = nil, _ help: String) -> Option<Bool> {
        Option(
            declaration: OptionDeclaration(
                name: name, short: short, placeholder: nil, choices: [], completion: .nothing, repeats: false,
                isRequired: false, assumed: nil, help: help, read: { words in !words.isEmpty }))
    }
}

extension Option {
    /// An option that has a value also where it is not typed.
    static func assumed(
        _ name: String, short: Character? = nil, _ kind: ValueKind<Value>, _ value: Value, _ help: String
    ) -> Option<Value> {
        let shown = (value as? any RawRepresentable)?.rawValue ?? value
        return Option(
            declaration: declare(name, short, kind, assumed: "\(shown)", help: help) {
                words throws(ValueProblem) in
                guard let word = words.last else { return value }
                return try kind.read(word)
            })
    }

    /// An option that may be left out.
    static func optional<Single: Sendable>(
        _ name: String, short: Character? = nil, _ kind: ValueKind<Single>, _ help: String
    ) -> Option<Single?> where Value == Single? {
        Option(
            declaration: declare(name, short, kind, help: help) { words throws(ValueProblem) in
                guard let word = words.last else { return Single?.none }
                return Single?.some(try kind.read(word))
            })
    }

    /// An option that must be typed.
    static func required(
        _ name: String, short: Character? = nil, _ kind: ValueKind<Value>, _ help: String
    ) -> Option<Value> {
        Option(
            declaration: declare(name, short, kind, isRequired: true, help: help) {
                words throws(ValueProblem) in
                try kind.read(words.last ?? "")
            })
    }

    /// An option that may be typed many times.
    static func repeated<Single: Sendable>(
        _ name: String, short: Character? = nil, _ kind: ValueKind<Single>, _ help: String
    ) -> Option<[Single]> where Value == [Single] {
        Option(
            declaration: declare(name, short, kind, repeats: true, help: help) { words throws(ValueProblem) in
                var values: [Single] = []
                for word in words { values.append(try kind.read(word)) }
                return values
            })
    }

    private static func declare<Single: Sendable>(
        _ name: String, _ short: Character?, _ kind: ValueKind<Single>, repeats: Bool = false,
        isRequired: Bool = false, assumed: String? = nil, help: String,
        read: @escaping @Sendable ([String]) throws(ValueProblem) -> any Sendable
    ) -> OptionDeclaration {
        OptionDeclaration(
            name: name, short: short, placeholder: kind.placeholder, choices: kind.choices,
            completion: kind.completion, repeats: repeats, isRequired: isRequired, assumed: assumed,
            help: help,
            read: read)
    }
}
