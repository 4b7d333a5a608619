import CatalogCore
import CatalogStore
import Pipeline

/// `catalog models promote`
enum ModelsPromoteCommand: Command {
    static let name = Operand.required(.text("MODEL"), "`critic@2` for a version, or its number")

    static let declaration = CommandDeclaration(
        "models promote", .models, "take a version into use",
        detail: "It is checked first, and says what it has to say of all tracks before it is in use.",
        operands: [name],
        examples: [CommandExample("catalog models promote embedding@3", "Uses version 3 from now on.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let model = try catalog.read { try ModelChooser.model(invocation[name], in: $0) }
        try promote(model, catalog, invocation)
        return .complete
    }

    static func promote(
        _ model: CatalogStore.ModelRecord, _ catalog: Catalog, _ invocation: Invocation
    ) throws {
        try invocation.withJob { job in
            let settings = TrainingSettings(monitor: job.monitor, now: { invocation.now })
            try ModelUpkeep(catalog, settings: settings).promote(model)
        }
        var record = Record()
        record.append("id", .id(model.id.rawValue))
        record.append("name", .text(model.name))
        record.append("version", .integer(Int64(model.version)))
        try invocation.output.done("Version \(model.version) of `\(model.name)` is in use now.", record)
    }
}
