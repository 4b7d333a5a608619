import CatalogCore
import CatalogStore

/// The models that were trained, and which of them are in use.
enum ModelRoutes {
    private static let model = Parameter<ModelID>.path("model", .id, "the model's number")

    private static let fields: [SchemaField] = [
        .always("id", .identifier), .always("name", .words), .always("kind", .words),
        .always("version", .count),
        .always("is_active", .flag, "it is in use"), .known("parent_id", .identifier),
        .known("feature_set_version", .count), .known("dimension", .count), .always("created", .words),
    ]
    private static let brief = Schema.named("Model", .object(fields))
    private static let detail = Schema.named(
        "ModelDetail",
        .object(
            fields + [
                .always("parameters", .map(.anything)), .always("metrics", .map(.anything)),
                .always("checksum", .words, "SHA-256 of the weights"),
            ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/models", "listModels", .models, .read, "list the models, newest first",
            answers: [.ok(ListAnswer.whole(brief, countMax: 10_000), "All models")]
        ) { call in
            ListAnswer.whole(try call.catalog.read { try $0.models() }.map { .object(json($0)) })
        },
        Route(
            "GET", "/v1/models/{model}", "getModel", .models, .read,
            "show a model and what it was measured at",
            parameters: [model], answers: [.ok(detail, "The model, without its weights")]
        ) { call in
            guard let record = try call.catalog.read({ try $0.model(call[model]) }) else {
                throw Problem.notFound("model \(call[model])")
            }
            return .json(
                json(record) + [
                    ("parameters", object(record.parameters)), ("metrics", object(record.metrics)),
                    ("checksum", .string(hexadecimal(record.checksum))),
                ])
        },
        Route(
            "POST", "/v1/models/{model}/promotion", "promoteModel", .models, .admin, "take a model into use",
            detail: "It is checked, and says first what it has to say of all tracks; then it is served.",
            parameters: [model], answers: [.json(202, ModelPromotion.schema, "It is on its way")],
            problems: [.conflict]
        ) { call in
            guard let record = try call.catalog.read({ try $0.model(call[model]) }) else {
                throw Problem.notFound("model \(call[model])")
            }
            guard !record.isActive else { throw Problem(.conflict, "Model \(record.id) is in use already.") }
            var reply = Reply(status: 202, content: .json(try call.service.promotions.start(record).json))
            reply.headers = [("Location", "/v1/models/\(record.id)/promotion")]
            return reply
        },
        Route(
            "GET", "/v1/models/{model}/promotion", "getPromotion", .models, .read,
            "show how far a model's way into use is", parameters: [model],
            answers: [.ok(ModelPromotion.schema, "The last promotion of this model by this service")]
        ) { call in
            guard let promotion = call.service.promotions.promotion(of: call[model]) else {
                throw Problem.notFound("promotion of model \(call[model])")
            }
            return Reply(content: .json(promotion.json))
        },
        Route(
            "DELETE", "/v1/models/{model}/promotion", "cancelPromotion", .models, .admin,
            "leave the model in use that is", parameters: [model],
            answers: [.json(202, ModelPromotion.schema, "It will end")], problems: [.conflict]
        ) { call in
            guard let promotion = try call.service.promotions.cancel(call[model]) else {
                throw Problem.notFound("promotion of model \(call[model])")
            }
            return Reply(status: 202, content: .json(promotion.json))
        },
    ]

    private static func json(_ model: CatalogStore.ModelRecord) -> [(String, JSONValue)] {
        [
            ("id", model.id.json), ("name", .string(model.name)), ("kind", .string(model.kind)),
            ("version", .integer(Int64(model.version))), ("is_active", .bool(model.isActive)),
            ("parent_id", (model.parent?.rawValue).json),
            ("feature_set_version", model.featureSetVersion.json),
            ("dimension", model.dimension.json), ("created", model.created.json),
        ]
    }

    private static func object(_ text: String) -> JSONValue {
        guard let value = try? JSONReader.value(of: text), case .object = value else { return .object([]) }
        return value
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
