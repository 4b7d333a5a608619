import CatalogCore
import CatalogStore

/// `catalog feedback undo`
enum FeedbackUndoCommand: Command {
    static let event = Operand.optional(.id("EVENT"), "the event's number, from `catalog feedback list`")
    static let last = Option.optional(
        "last", .text("USER"), "instead of a number: the last that this person did")

    static let declaration = CommandDeclaration(
        "feedback undo", .feedback, "take back what a person did",
        detail: "The log only grows: the event stays in it, with another that takes it back.",
        operands: [event], options: [last],
        examples: [
            CommandExample("catalog feedback undo 4711", "Event 4711 counts no more."),
            CommandExample("catalog feedback undo --last mira", "Mira's last event, unless that is undone."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        guard (invocation[event] == nil) != (invocation[last] == nil) else {
            throw UsageError(problem: "Name either an event or --last USER.", path: declaration.path)
        }
        let now = invocation.now
        let (undone, outcome) = try invocation.openCatalog().write { transaction in
            let id =
                try invocation[event].map { EventID($0) }
                ?? lastEvent(of: invocation[last] ?? "", in: transaction)
            return (id, try transaction.undo(id, at: now, source: "command line"))
        }
        var record = Record()
        record.append("id", .id(outcome.id.rawValue))
        record.append("undoes", .id(undone.rawValue))
        record.append("is_new", .flag(outcome.isAdded))
        try invocation.output.done(
            outcome.isAdded ? "Event \(undone) is taken back." : "Event \(undone) was taken back before.",
            record)
        return .complete
    }

    /// So many events back a person's last one that still counts is looked for.
    private static let searchLimit = 1_000

    private static func lastEvent(of name: String, in catalog: some CatalogReading) throws -> EventID {
        let person = try UserChooser.user(named: name, in: catalog)
        for event in try catalog.events(of: person.id, limit: searchLimit) where event.kind != .removal {
            if try catalog.removal(of: event.id) == nil { return event.id }
        }
        throw CommandError("\(person.name) did nothing that could be taken back.")
    }
}
