import CatalogCore
import CatalogStore
import Pipeline

/// `catalog models show`
enum ModelsShowCommand: Command {
    static let name = Operand.required(
        .text("MODEL"), "`critic` for the one in use, `critic@2` for a version, or its number")

    static let declaration = CommandDeclaration(
        "models show", .models, "show what is known of a model",
        operands: [name],
        examples: [CommandExample("catalog models show embedding", "How it was trained and how good it is.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let model = try invocation.openCatalog().read { try ModelChooser.model(invocation[name], in: $0) }
        var record = Record()
        record.append("id", title: "ID", .id(model.id.rawValue))
        record.append("name", .text(model.name))
        record.append("version", .integer(Int64(model.version)))
        record.append("is_active", title: "In use", .flag(model.isActive))
        record.append("replaces", model.parent.map { .id($0.rawValue) } ?? .missing)
        record.append("created", model.created.cell)
        record.append("seed", .text(String(model.seed)))
        record.append("feature_set_version", title: "Feature set", Cell(model.featureSetVersion))
        record.append("dimension", title: "Dimensions", Cell(model.dimension))
        record.append("checksum", .text(Hexadecimal.encode(model.checksum)))
        let card = ModelCard(model)
        record.append("tracks", Cell(card.tracks))
        record.append("epochs", Cell(card.epochs))
        record.append("verdict", Cell(card.verdict))
        record.append(
            "figures", card.figures,
            [
                Column("name", title: "Figure") {
                    .text($0.name.split(separator: "_").joined(separator: " "))
                },
                Column("value", title: "Value") { .number($0.value, decimals: 4) },
            ])
        try invocation.output.record(record)
        return .complete
    }
}
