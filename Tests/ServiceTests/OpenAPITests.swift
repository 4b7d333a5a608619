import CatalogCore
import FoundationEssentials
import HTTP
import TestSupport
import Testing
import WebService

/// The description of the service, and the page of the docs that is made of it.
@Suite struct OpenAPITests {
    private let document = DocumentCheck.document

    /// Calls `body` with every object inside a value.
    private func forEachObject(_ value: JSONValue, _ body: ([(String, JSONValue)]) -> Void) {
        switch value {
        case .object(let fields):
            body(fields)
            for field in fields { forEachObject(field.1, body) }
        case .array(let values): for value in values { forEachObject(value, body) }
        default: break
        }
    }

    @Test func everyReferenceLeadsSomewhere() {
        var count = 0
        forEachObject(document) { fields in
            guard let reference = fields.first(where: { $0.0 == "$ref" })?.1.text else { return }
            count += 1
            let name = String(reference.dropFirst("#/components/schemas/".utf8.count))
            #expect(document["components"]?["schemas"]?[name] != nil, "\(reference)")
        }
        #expect(count > 100)
    }

    @Test func everyRouteIsThereWithItsParametersAndAnswers() {
        for route in AllRoutes.table.routes {
            let operation = document["paths"]?[route.path]?[route.method.lowercased()]
            #expect(operation?["operationId"]?.text == route.name)
            guard case .array(let parameters) = operation?["parameters"] ?? .array([]) else { continue }
            #expect(parameters.count == route.parameters.count, "\(route.name)")
            for problem in route.allProblems {
                #expect(operation?["responses"]?[String(problem.status)] != nil, "\(route.name) \(problem)")
            }
            #expect(!route.answers.isEmpty && route.summary.first?.isLowercase == true, "\(route.name)")
        }
    }

    @Test func theServedDocumentIsTheOneOfTheTable() throws {
        let service = try TestService()
        #expect(try service.ask(.get, "/v1/openapi.json").json.line == document.line)
    }

    /// `CATALOG_RECORD=1 swift test --filter OpenAPITests` writes the page anew.
    @Test func thePageOfTheDocsListsEveryRoute() throws {
        let made = APIPage.markdown(of: AllRoutes.table)
        let path = SourceTree.path("docs/API.md")
        if ProcessInfo.processInfo.environment["CATALOG_RECORD"] != nil {
            try made.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let page = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        #expect(page == made, "write docs/API.md anew: CATALOG_RECORD=1 swift test --filter OpenAPITests")
    }
}
