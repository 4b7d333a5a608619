import CatalogCore
import CatalogStore

/// `catalog user add`
enum UserAddCommand: Command {
    static let name = Operand.required(
        .text("NAME"), "what the person is called in commands; upper case is lower case")
    static let displayName = Option.optional("display-name", .text("NAME"), "how the name is shown")

    static let declaration = CommandDeclaration(
        "user add", .feedback, "add a person who listens",
        operands: [name], options: [displayName],
        examples: [
            CommandExample(
                "catalog user add mira", "Adds mira, whose plays and ratings are kept from now on."),
            CommandExample("catalog user add mira --display-name 'Mira B.'", "With a name to show."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let now = invocation.now
        let id = try catalog.write {
            try $0.addUser(named: invocation[name], displayName: invocation[displayName], at: now)
        }
        var record = Record()
        record.append("id", .id(id.rawValue))
        record.append("name", .text(invocation[name]))
        try invocation.output.done("Added \(invocation[name]).", record)
        return .complete
    }
}
