import CatalogCore

extension Schema {
    /// The schema as JSON Schema 2020-12 writes it; what has a name is put into `components` and referred to.
    func document(_ components: inout [String: JSONValue]) -> JSONValue {
        switch self {
        case .integer(let range):
            .object([
                ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ])
        case .number(let range):
            .object(
                [("type", .string("number"))]
                    + (range.map {
                        [("minimum", .number($0.lowerBound)), ("maximum", .number($0.upperBound))]
                    } ?? []))
        case .text(let length):
            .object([
                ("type", .string("string")), ("minLength", .integer(Int64(length.lowerBound))),
                ("maxLength", .integer(Int64(length.upperBound))), ("pattern", .string("^[^\\u0000]*$")),
            ])
        case .pattern(let pattern, _):
            .object([("type", .string("string")), ("pattern", .string(pattern))])
        case .choice(let words):
            .object([("type", .string("string")), ("enum", .array(words.map(JSONValue.string)))])
        case .time: .object([("type", .string("string")), ("format", .string("date-time"))])
        case .flag: .object([("type", .string("boolean"))])
        case .list(let element, let countMax):
            .object([
                ("type", .string("array")), ("items", element.document(&components)),
                ("maxItems", .integer(Int64(countMax))),
            ])
        case .object(let fields): Self.document(fields, &components)
        case .map(let element):
            .object([
                ("type", .string("object")), ("additionalProperties", element.document(&components)),
            ])
        case .nullable(let inner):
            .object([
                ("anyOf", .array([inner.document(&components), .object([("type", .string("null"))])]))
            ])
        case .named(let name, let inner): Self.reference(name, inner, &components)
        case .anything: .object([])
        }
    }

    private static func document(
        _ fields: [SchemaField], _ components: inout [String: JSONValue]
    ) -> JSONValue {
        var properties: [(String, JSONValue)] = []
        for field in fields {
            var shown = field.schema.document(&components)
            if !field.about.isEmpty, case .object(let parts) = shown {
                shown = .object(parts + [("description", .string(field.about))])
            }
            properties.append((field.name, shown))
        }
        var parts: [(String, JSONValue)] = [("type", .string("object")), ("properties", .object(properties))]
        let required = fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { parts.append(("required", .array(required))) }
        parts.append(("additionalProperties", .bool(false)))
        return .object(parts)
    }

    private static func reference(
        _ name: String, _ inner: Schema, _ components: inout [String: JSONValue]
    ) -> JSONValue {
        if components[name] == nil {
            // Put there first, so that a schema that speaks of itself ends.
            components[name] = .null
            components[name] = inner.document(&components)
        }
        return .object([("$ref", .string("#/components/schemas/\(name)"))])
    }
}
