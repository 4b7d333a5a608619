import CatalogStore

/// `catalog token revoke`
enum TokenRevokeCommand: Command {
    static let id = Operand.required(.id("ID"), "the token's number, from `catalog token list`")

    static let declaration = CommandDeclaration(
        "token revoke", .feedback, "make a token void, from now on",
        operands: [id],
        examples: [CommandExample("catalog token revoke 3", "Token 3 opens nothing any more.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let now = invocation.now
        try invocation.openCatalog().write { try $0.revokeToken(invocation[id], at: now) }
        var record = Record()
        record.append("id", .id(invocation[id]))
        try invocation.output.done("Token \(invocation[id]) is void.", record)
        return .complete
    }
}
