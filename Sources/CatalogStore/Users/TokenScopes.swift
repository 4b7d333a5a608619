/// What a token may do.
package struct TokenScopes: OptionSet, Sendable, Hashable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let read = TokenScopes(rawValue: 1)
    package static let feedback = TokenScopes(rawValue: 2)
    package static let admin = TokenScopes(rawValue: 4)

    private static let named: [(name: String, scope: TokenScopes)] = [
        ("read", .read), ("feedback", .feedback), ("admin", .admin),
    ]

    package var names: [String] { Self.named.filter { contains($0.scope) }.map(\.name) }

    /// The scopes of `read,feedback`; nil where one is unknown.
    package init?(names: [String]) {
        var scopes: TokenScopes = []
        for name in names {
            guard let known = Self.named.first(where: { $0.name == name }) else { return nil }
            scopes.insert(known.scope)
        }
        self = scopes
    }
}
