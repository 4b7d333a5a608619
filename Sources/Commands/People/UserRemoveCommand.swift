import CatalogCore
import CatalogStore

/// `catalog user remove`
enum UserRemoveCommand: Command {
    static let name = Operand.required(.text("NAME"), "the person")
    static let everything = Option.flag(
        "everything", "also all that the person did: events, playlists, tokens")

    static let declaration = CommandDeclaration(
        "user remove", .feedback, "remove a person",
        detail:
            "A person who did something is removed only with --everything. There is no way back but a backup.",
        operands: [name], options: [everything],
        examples: [
            CommandExample("catalog user remove mira", "Removes mira, if nothing is kept of her."),
            CommandExample("catalog user remove mira --everything", "Removes her with all that she did."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let user = try catalog.write { transaction in
            let user = try UserChooser.user(named: invocation[name], in: transaction)
            do {
                try transaction.removeUser(user.id, includingEverything: invocation[everything])
            } catch let error as CatalogError where error.reason == .inUse {
                throw CommandError(
                    "\(user.name) is not removed: there are events or playlists of theirs. Keep them by "
                        + "`catalog export FILE`, then add --everything.")
            }
            return user
        }
        var record = Record()
        record.append("id", .id(user.id.rawValue))
        record.append("name", .text(user.name))
        try invocation.output.done("Removed \(user.name).", record)
        return .complete
    }
}
