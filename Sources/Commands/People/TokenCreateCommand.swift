import CatalogCore
import CatalogStore

/// `catalog token create`
enum TokenCreateCommand: Command {
    static let user = Operand.required(.text("USER"), "whose requests the token allows")
    static let label = Option.assumed(
        "label", .text("TEXT"), "token", "what it is for, to tell it from others")
    static let scopes = Option.repeated(
        "scope", ValueKind<TokenScopeName>.choice("SCOPE"), "what it allows; else read and feedback")
    static let expires = Option.optional("expires", .time(), "from when on it is void")

    static let declaration = CommandDeclaration(
        "token create", .feedback, "create a token for the service",
        detail: """
            The secret is shown once. The catalog keeps its hash only: who loses it creates another and revokes this.
            """,
        operands: [user], options: [label, scopes, expires],
        examples: [
            CommandExample(
                "catalog token create mira --label phone", "A token that reads and gives feedback."),
            CommandExample(
                "catalog token create mira --scope read --expires 2027-01-01",
                "One that only reads, for a while."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let typed = invocation[scopes]
        let names = typed.isEmpty ? [TokenScopeName.read, .feedback] : typed
        guard let scopes = TokenScopes(names: names.map(\.rawValue)) else {
            throw CommandError("A token allows read, feedback or admin.")
        }
        // A secret must not be guessed: it is the one thing that no seed makes.
        var generator = SystemRandomNumberGenerator()
        let secret = TokenSecret(using: &generator)
        let now = invocation.now
        let (person, id) = try invocation.openCatalog().write { transaction in
            let person = try UserChooser.user(named: invocation[user], in: transaction)
            let id = try transaction.addToken(
                for: person.id, label: invocation[label], scopes: scopes, secret: secret, at: now,
                expires: invocation[expires])
            return (person, id)
        }
        var record = Record()
        record.append("id", .id(id))
        record.append("user", .text(person.name))
        record.append("scopes", .list(scopes.names))
        record.append("secret", .text(secret.text))
        if invocation.output.format == .table {
            try invocation.output.text(secret.text + "\n")
            try invocation.output.remark(
                "Token \(id) of \(person.name) allows \(scopes.names.joined(separator: " and ")). "
                    + "Keep the secret: it is not shown again.")
        } else {
            try invocation.output.record(record)
        }
        return .complete
    }
}
