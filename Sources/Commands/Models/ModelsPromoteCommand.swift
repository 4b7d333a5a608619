import CatalogCore
import CatalogStore
import Pipeline

/// `catalog models promote`
enum ModelsPromoteCommand: Command {
    static let name = Operand.required(.text("MODEL"), "`critic@2` for a version, or its number")

    static let declaration = CommandDeclaration(
        "models promote", .models, "take a version into use",
        detail: """
            It is checked first, and says what it has to say of all tracks before it is in use. What it said before is \
            kept: files are heard again only where they came since.
            """,
        operands: [name],
        examples: [CommandExample("catalog models promote embedding@3", "Uses version 3 from now on.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let model = try catalog.read { try ModelChooser.model(invocation[name], in: $0) }
        try promote(model, catalog, invocation)
        return .complete
    }

    static func promote(
        _ model: ModelRecord, _ catalog: Catalog, _ invocation: Invocation
    ) throws {
        let start = ContinuousClock.now
        let count = try invocation.withJob { job in
            let settings = TrainingSettings(monitor: job.monitor, now: { invocation.now })
            return try ModelUpkeep(catalog, settings: settings).promote(model)
        }
        let seconds: Double = (ContinuousClock.now - start) / .seconds(1)
        var record = Record()
        record.append("id", .id(model.id.rawValue))
        record.append("name", .text(model.name))
        record.append("version", .integer(Int64(model.version)))
        record.append("tracks_told", .integer(Int64(count)))
        record.append("seconds", .duration(seconds: seconds))
        try invocation.output.done("Version \(model.version) of `\(model.name)` is in use now.", record)
        if count > 0 {
            try invocation.output.remark(
                "It told of \(NumberText.grouped(Int64(count))) \(count == 1 ? "track" : "tracks") first, in "
                    + "\(NumberText.fixed(seconds, decimals: 1)) s.")
        }
    }
}
