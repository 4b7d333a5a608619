import CatalogCore
import CatalogStore
import Pipeline

/// `catalog models import`
enum ModelsImportCommand: Command {
    static let file = Operand.required(.file(), "what `catalog models export` wrote")

    static let declaration = CommandDeclaration(
        "models import", .models, "take a model from a file",
        detail: "It is stored as the next version of its kind and not in use until it is promoted.",
        operands: [file],
        examples: [CommandExample("catalog models import critic.model", "Stores it, and says its version.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let path = invocation[file]
        let model = try ModelFile(decoding: ModelFile.read(path: path), name: path)
        let settings = TrainingSettings(now: { invocation.now })
        let stored = try ModelUpkeep(invocation.openCatalog(), settings: settings).take(model)
        var record = Record()
        record.append("id", .id(stored.id.rawValue))
        record.append("name", .text(stored.name))
        record.append("version", .integer(Int64(stored.version)))
        try invocation.output.done(
            "Stored \(path) as version \(stored.version) of `\(stored.name)`; `catalog models promote "
                + "\(stored.name)@\(stored.version)` takes it into use.", record)
        return .complete
    }
}
