import CatalogCore
import CatalogStore

/// `catalog feedback list`
enum FeedbackListCommand: Command {
    static let user = Operand.required(.text("USER"), "whose feedback")
    static let after = Option.optional("after", .time(), "only what was later")
    static let before = Option.optional("before", .time(), "only what was earlier")
    static let limit = Option.assumed(
        "limit", short: "n", .integer("COUNT", in: 1...100_000), 50, "at most so many")

    static let declaration = CommandDeclaration(
        "feedback list", .feedback, "list what a person did, newest first",
        operands: [user], options: [after, before, limit],
        examples: [
            CommandExample("catalog feedback list mira", "Her last fifty plays, skips, likes and ratings."),
            CommandExample(
                "catalog feedback list mira --after 2026-11-01 --format csv", "For a spreadsheet."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let rows = try invocation.openCatalog().read { snapshot in
            let person = try UserChooser.user(named: invocation[user], in: snapshot)
            var names = FeedbackNames()
            return try snapshot.events(
                of: person.id, after: invocation[after], before: invocation[before], limit: invocation[limit]
            ).map { try names.row($0, in: snapshot) }
        }
        var columns: [Column<FeedbackRow>] = [
            Column("id", title: "Event") { .id($0.event.id.rawValue) },
            Column("undoes", title: "") { $0.event.removed.map { .id($0.rawValue) } ?? .missing },
        ]
        columns += FeedbackField.allCases.map { field in
            Column(field.rawValue, title: title(field)) { $0.cell(field) }
        }
        try invocation.output.list(rows, columns, none: "\(invocation[user]) did nothing yet in that time.")
        return rows.isEmpty ? .incomplete : .complete
    }

    /// What people see in a window; programs get it all.
    private static func title(_ field: FeedbackField) -> String {
        switch field {
        case .time: "Time"
        case .kind: "Kind"
        case .artist: "Artist"
        case .title: "Title"
        case .rating: "Stars"
        case .playedSeconds: "Played"
        case .undone: "Undone"
        default: ""
        }
    }
}
