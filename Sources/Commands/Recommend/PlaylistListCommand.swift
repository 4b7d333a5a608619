import CatalogCore
import CatalogStore

/// `catalog playlist list`
enum PlaylistListCommand: Command {
    static let user = Option.optional("user", short: "u", .text("NAME"), "only this person's")

    static let declaration = CommandDeclaration(
        "playlist list", .recommend, "list playlists", options: [user],
        examples: [CommandExample("catalog playlist list --user mira", "Mira's playlists.")])

    private struct Row {
        let playlist: Playlist
        let user: String
        let count: Int
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let rows = try invocation.openCatalog().read { snapshot -> [Row] in
            let owners =
                try invocation[user].map { [try UserChooser.user(named: $0, in: snapshot)] }
                ?? snapshot.users()
            return try owners.flatMap { owner in
                try snapshot.playlists(of: owner.id).map {
                    Row(playlist: $0, user: owner.name, count: try snapshot.entries(of: $0.id).count)
                }
            }
        }
        let columns: [Column<Row>] = [
            Column("id", title: "ID") { .id($0.playlist.id.rawValue) },
            Column("name") { .text($0.playlist.name) },
            Column("user", title: "Of") { .text($0.user) },
            Column("tracks") { .integer(Int64($0.count)) },
            Column("summary") { Cell($0.playlist.summary) },
            Column("updated") { $0.playlist.updatedMs.cell },
        ]
        try invocation.output.list(
            rows, columns, none: "There is no playlist. `catalog playlist create` makes one.")
        return .complete
    }
}
