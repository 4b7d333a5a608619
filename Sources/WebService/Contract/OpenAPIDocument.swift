import CatalogCore

/// The description of the service by OpenAPI 3.1, made of the table that requests are checked by.
package enum OpenAPIDocument {
    package static func json(of table: RouteTable, version: String) -> JSONValue {
        var components: [String: JSONValue] = [:]
        var paths: [(String, [(String, JSONValue)])] = []
        for route in table.routes {
            let operation = (route.method.lowercased(), operation(route, &components))
            if let known = paths.firstIndex(where: { $0.0 == route.path }) {
                paths[known].1.append(operation)
            } else {
                paths.append((route.path, [operation]))
            }
        }
        return .object([
            ("openapi", .string("3.1.0")),
            (
                "info",
                .object([
                    ("title", .string("catalog")), ("version", .string(version)),
                    (
                        "description",
                        .string(
                            "A catalog of music that says what should come next, and why. Every error is a Problem; "
                                + "lists end where `next` is null; what a token does not allow is 403.")
                    ),
                    ("license", .object([("name", .string("GPL-3.0-or-later"))])),
                ])
            ),
            ("servers", .array([.object([("url", .string("/"))])])),
            ("tags", .array(RouteFamily.allCases.map { .object([("name", .string($0.rawValue))]) })),
            ("paths", .object(paths.map { ($0.0, .object($0.1)) })),
            (
                "components",
                .object([
                    ("schemas", .object(components.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })),
                    (
                        "securitySchemes",
                        .object([
                            (
                                "token",
                                .object([("type", .string("http")), ("scheme", .string("bearer"))])
                            )
                        ])
                    ),
                ])
            ),
        ])
    }

    private static func operation(_ route: Route, _ components: inout [String: JSONValue]) -> JSONValue {
        var parts: [(String, JSONValue)] = [
            ("operationId", .string(route.name)), ("tags", .array([.string(route.family.rawValue)])),
            ("summary", .string(route.summary)),
        ]
        let scope =
            route.access == .open ? "Open to all." : "Needs a token that allows `\(route.access.rawValue)`."
        parts.append(("description", .string(route.detail.isEmpty ? scope : route.detail + " " + scope)))
        if !route.parameters.isEmpty {
            parts.append(
                ("parameters", .array(route.parameters.map { parameter($0, &components) })))
        }
        switch route.body {
        case .none: break
        case .json(let schema):
            parts.append(("requestBody", body("application/json", schema.document(&components))))
        case .upload:
            parts.append(("requestBody", body("application/octet-stream", .object([]))))
        }
        parts.append(("responses", responses(route, &components)))
        if route.access != .open {
            // None is enough where the service listens on this machine alone.
            parts.append(("security", .array([.object([("token", .array([]))]), .object([])])))
        }
        return .object(parts)
    }

    private static func parameter(
        _ parameter: ParameterDeclaration, _ components: inout [String: JSONValue]
    ) -> JSONValue {
        var schema = parameter.schema.document(&components)
        if parameter.countMax > 1 {
            schema = .object([
                ("type", .string("array")), ("items", schema),
                ("maxItems", .integer(Int64(parameter.countMax))),
            ])
        } else if let assumed = parameter.assumed, case .object(let parts) = schema {
            schema = .object(parts + [("default", assumed)])
        }
        return .object([
            ("name", .string(parameter.name)), ("in", .string(parameter.place.rawValue)),
            ("required", .bool(parameter.isRequired)), ("description", .string(parameter.about)),
            ("schema", schema),
        ])
    }

    private static func body(_ type: String, _ schema: JSONValue) -> JSONValue {
        .object([
            ("required", .bool(true)), ("content", .object([(type, .object([("schema", schema)]))])),
        ])
    }

    private static func responses(_ route: Route, _ components: inout [String: JSONValue]) -> JSONValue {
        var responses: [(status: Int, value: JSONValue)] = []
        for answer in route.answers {
            var parts: [(String, JSONValue)] = [("description", .string(answer.about))]
            switch answer.content {
            case .json(let schema):
                parts.append(
                    (
                        "content",
                        .object([
                            ("application/json", .object([("schema", schema.document(&components))]))
                        ])
                    ))
            case .bytes(let types):
                parts.append(("content", .object(types.map { ($0, .object([("schema", .object([]))])) })))
            case .nothing: break
            }
            responses.append((answer.status, .object(parts)))
        }
        if route.method == "GET", case .json? = route.answers.first?.content {
            responses.append(
                (304, .object([("description", .string("Nothing changed since the given ETag"))])))
        }
        let problem = Problem.schema.document(&components)
        for status in Set(route.allProblems.map(\.status)) {
            let codes = route.allProblems.filter { $0.status == status }.map { "`\($0.rawValue)`" }
            responses.append(
                (
                    status,
                    .object([
                        (
                            "description",
                            .string(
                                "\(ProblemCode.title(ofStatus: status)): \(codes.joined(separator: ", "))")
                        ),
                        ("content", .object([(Problem.contentType, .object([("schema", problem)]))])),
                    ])
                ))
        }
        responses.sort { $0.status < $1.status }
        return .object(responses.map { (String($0.status), $0.value) })
    }
}
