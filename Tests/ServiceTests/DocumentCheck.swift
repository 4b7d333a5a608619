import CatalogCore
import HTTP
import Testing
import WebService

/// Holds answers to the document that is served: the status is there, its type too, the body has that shape.
enum DocumentCheck {
    static let document = OpenAPIDocument.json(of: AllRoutes.table, version: "test")

    static func expect(
        _ response: HTTPResponse, _ json: JSONValue, method: String, target: String,
        sourceLocation: SourceLocation
    ) {
        let path = target.split(separator: "?", omittingEmptySubsequences: false)[0].split(separator: "/")
        guard let route = route(method, path) else {
            // Nothing of ours: the page, or a problem.
            if response.status >= 400 { expectProblem(response, json, sourceLocation) }
            return
        }
        let operation = document["paths"]?[route.path]?[route.method.lowercased()]
        let documented = operation?["responses"]?[String(response.status)]
        #expect(
            documented != nil,
            "\(route.name) answered \(response.status), which is not documented: \(response.text.prefix(300))",
            sourceLocation: sourceLocation)
        guard response.status < 400 else { return expectProblem(response, json, sourceLocation) }
        guard method != "HEAD", response.status != 304 else { return }
        let type = response.headers["content-type"].map { $0.split(separator: ";")[0] }.map(String.init)
        if let content = documented?["content"] {
            #expect(
                type.flatMap { content[$0] } != nil,
                "\(route.name) sent \(type ?? "no type"), which is not documented",
                sourceLocation: sourceLocation)
        } else {
            #expect(
                response.body.isEmpty, "\(route.name) sent a body that is not documented",
                sourceLocation: sourceLocation)
        }
        for answer in route.answers where answer.status == response.status {
            if case .json(let schema) = answer.content, response.headers["content-encoding"] == nil {
                let problem = schema.problem(with: json, at: "answer")
                #expect(problem == nil, "\(route.name): \(problem ?? "")", sourceLocation: sourceLocation)
            }
        }
    }

    private static func expectProblem(
        _ response: HTTPResponse, _ json: JSONValue, _ sourceLocation: SourceLocation
    ) {
        // A HEAD has no body.
        guard !response.body.isEmpty else { return }
        let problem = Problem.schema.problem(with: json, at: "problem")
        #expect(
            problem == nil, "\(problem ?? ""): \(response.text.prefix(200))", sourceLocation: sourceLocation)
        #expect(
            response.headers["content-type"] == Problem.contentType && json["status"].map { "\($0)" } != nil,
            sourceLocation: sourceLocation)
        #expect(json["request_id"]?.text == response.headers["x-request-id"], sourceLocation: sourceLocation)
    }

    private static func route(_ method: String, _ path: [Substring]) -> Route? {
        let method = method == "HEAD" ? "GET" : method
        return AllRoutes.table.routes.first { route in
            let segments = route.path.split(separator: "/")
            return route.method == method && segments.count == path.count
                && zip(segments, path).allSatisfy { $0.first == "{" || $0 == $1 }
        }
    }
}
