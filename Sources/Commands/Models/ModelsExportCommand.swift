import CatalogCore
import CatalogStore
import Pipeline

/// `catalog models export`
enum ModelsExportCommand: Command {
    static let name = Operand.required(
        .text("MODEL"), "`critic` for the one in use, `critic@2`, or its number")
    static let file = Operand.required(.file(), "where it goes")

    static let declaration = CommandDeclaration(
        "models export", .models, "write a model to a file",
        detail: "With its weights, settings, seed, figures and checksum; `catalog models import` reads it.",
        operands: [name, file],
        examples: [CommandExample("catalog models export critic critic.model", "The critic in use.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let (model, weights) = try invocation.openCatalog().read { snapshot in
            let model = try ModelChooser.model(invocation[name], in: snapshot)
            return (model, try snapshot.weights(of: model.id))
        }
        let target = try ResultFile(path: invocation[file])
        let bytes = try ModelFile.encode(model, weights: weights)
        try target.sink.write(bytes: bytes)
        try target.finish()
        var record = Record()
        record.append("name", .text(model.name))
        record.append("version", .integer(Int64(model.version)))
        record.append("file", .text(invocation[file]))
        record.append("bytes", .bytes(Int64(bytes.count)))
        try invocation.output.done(
            "Wrote version \(model.version) of `\(model.name)` to \(invocation[file]) "
                + "(\(NumberText.bytes(Int64(bytes.count)))).", record)
        return .complete
    }
}
