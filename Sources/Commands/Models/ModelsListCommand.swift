import CatalogCore
import CatalogStore
import Pipeline

/// `catalog models list`
enum ModelsListCommand: Command {
    static let declaration = CommandDeclaration(
        "models list", .models, "list the models of the catalog",
        examples: [CommandExample("catalog models list", "All versions, and which are in use.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let records = try invocation.openCatalog().read { try $0.models() }
        let columns: [Column<ModelRecord>] = [
            Column("id", title: "ID") { .id($0.id.rawValue) },
            Column("name") { .text($0.name) },
            Column("version") { .integer(Int64($0.version)) },
            Column("is_active", title: "In use") { .flag($0.isActive) },
            Column("why") { $0.isActive ? Cell(ModelCard($0).verdict) : .missing },
            Column("feature_set_version", title: "") { Cell($0.featureSetVersion) },
            Column("dimension", title: "Dimensions") { Cell($0.dimension) },
            Column("seed", title: "") { .text(String($0.seed)) },
            Column("created") { $0.created.cell },
            Column("checksum", title: "") { .text(Hexadecimal.encode($0.checksum)) },
        ]
        try invocation.output.list(
            records, columns, none: "There are no models. `catalog train embedding` trains the first.")
        return records.isEmpty ? .incomplete : .complete
    }
}
