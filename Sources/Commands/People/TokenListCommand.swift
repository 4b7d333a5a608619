import CatalogCore
import CatalogStore

/// `catalog token list`
enum TokenListCommand: Command {
    static let user = Operand.optional(.text("USER"), "whose; else everybody's")

    static let declaration = CommandDeclaration(
        "token list", .feedback, "list the tokens of the service, without their secrets",
        operands: [user],
        examples: [
            CommandExample("catalog token list", "All tokens, also void ones."),
            CommandExample("catalog token list mira", "Those of mira."),
        ])

    private struct Row {
        let token: APIToken
        let user: String
        let isValid: Bool
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let now = invocation.now
        let rows = try invocation.openCatalog().read { snapshot in
            let tokens: [APIToken]
            if let name = invocation[user] {
                tokens = try snapshot.tokens(of: try UserChooser.user(named: name, in: snapshot).id)
            } else {
                tokens = try snapshot.tokens()
            }
            return try tokens.map { token in
                Row(
                    token: token, user: try snapshot.user(token.user)?.name ?? "",
                    isValid: token.isValid(at: now))
            }
        }
        let columns: [Column<Row>] = [
            Column("id", title: "ID") { .id($0.token.id) },
            Column("user") { .text($0.user) },
            Column("label") { .text($0.token.label) },
            Column("scopes", title: "Allows") { .list($0.token.scopes.names) },
            Column("is_valid", title: "Valid") { .flag($0.isValid) },
            Column("created") { $0.token.created.cell },
            Column("last_used") { $0.token.lastUsed?.cell ?? .missing },
            Column("expires") { $0.token.expires?.cell ?? .missing },
            Column("revoked") { $0.token.revoked?.cell ?? .missing },
        ]
        try invocation.output.list(rows, columns, none: "There are no tokens.")
        return rows.isEmpty ? .incomplete : .complete
    }
}
