import CatalogCore
import CatalogStore
import Pipeline

/// `catalog models prune`
enum ModelsPruneCommand: Command {
    static let keep = Option.assumed(
        "keep", .integer("COUNT", in: 0...1_000), 1, "versions of each kind that stay beside the one in use")

    static let declaration = CommandDeclaration(
        "models prune", .models, "remove old models with what they said",
        options: [keep],
        examples: [
            CommandExample(
                "catalog models prune --keep 2", "Keeps what is in use and two others of each kind.")
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let settings = TrainingSettings(now: { invocation.now })
        let removed = try ModelUpkeep(invocation.openCatalog(), settings: settings)
            .prune(keeping: invocation[keep])
        let columns: [Column<ModelRecord>] = [
            Column("id", title: "ID") { .id($0.id.rawValue) },
            Column("name") { .text($0.name) },
            Column("version") { .integer(Int64($0.version)) },
        ]
        try invocation.output.list(removed, columns, none: "There was nothing to remove.")
        if !removed.isEmpty {
            try invocation.output.remark(
                "Removed \(removed.count == 1 ? "1 model" : "\(removed.count) models").")
        }
        return .complete
    }
}
