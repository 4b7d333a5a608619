import CatalogCore
import CatalogStore

/// `catalog user list`
enum UserListCommand: Command {
    static let declaration = CommandDeclaration(
        "user list", .feedback, "list the people",
        examples: [
            CommandExample("catalog user list", "Everybody, with how much they did."),
            CommandExample("catalog user list --format json | jq -r .name", "The names."),
        ])

    private struct Person {
        let user: User
        let eventCount: Int
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let people = try invocation.openCatalog().read { snapshot in
            try snapshot.users().map { Person(user: $0, eventCount: try snapshot.eventCount(of: $0.id)) }
        }
        let columns: [Column<Person>] = [
            Column("id", title: "ID") { .id($0.user.id.rawValue) },
            Column("name") { .text($0.user.name) },
            Column("display_name") { Cell($0.user.displayName) },
            Column("event_count", title: "Events") { .integer(Int64($0.eventCount)) },
            Column("created", title: "Since") { $0.user.createdMs.cell },
        ]
        try invocation.output.list(
            people, columns, none: "There is nobody yet. Add a person: catalog user add NAME")
        return people.isEmpty ? .incomplete : .complete
    }
}
