import CatalogCore

/// The page of the docs about the interface, made of the table that requests are checked by.
package enum APIPage {
    package static func markdown(of table: RouteTable) -> String {
        var text = """
            # The interface

            Made from the routes of `Sources/WebService` by `CATALOG_RECORD=1 swift test --filter OpenAPITests`. The running
            service describes itself at `/v1/openapi.json` (OpenAPI 3.1), with every field of every body and answer.

            ## What holds everywhere

            - Bodies and answers are JSON in UTF-8. A field that is not known is `null`; lists are `items`, with the cursor of
              the next page in `next` (null on the last), which goes into `cursor`.
            - A token is sent as `Authorization: Bearer ctl_…`; a browser may have it kept in a cookie by `POST /v1/session`.
              A service that listens on this machine alone asks for none. A token speaks for its own user; one that allows
              `admin` speaks for all. `read`, `feedback` and `admin` in the tables are what a token must allow.
            - Every error is `application/problem+json`: `title` and `status`, `error.code` for programs, `error.message` for
              people, `request_id` to find it in the log. The same number is the header `X-Request-Id` of every answer.
            - Answers to GET have an `ETag`; `If-None-Match` gets 304 where nothing changed. `If-Match` with the `ETag` of a
              playlist changes it only as it was read, else gets 412. Answers above 1 kB are packed for those who send
              `Accept-Encoding: gzip`.
            - A parameter that the route does not know is an error, not ignored.


            """
        for family in RouteFamily.allCases {
            let routes = table.routes.filter { $0.family == family }
            guard !routes.isEmpty else { continue }
            text += "## \(family.rawValue)\n\n"
            for route in routes { text += section(route) }
        }
        text += "## What is said no with\n\n| status | code | meaning |\n| --- | --- | --- |\n"
        for code in ProblemCode.allCases {
            text += "| \(code.status) | `\(code.rawValue)` | \(ProblemCode.title(ofStatus: code.status)) |\n"
        }
        return text
    }

    private static func section(_ route: Route) -> String {
        var text = "### `\(route.method) \(route.path)`\n\n"
        let scope = route.access == .open ? "open to all" : "needs `\(route.access.rawValue)`"
        text += "\(Problem.sentence(route.summary)) (\(scope))"
        text += route.detail.isEmpty ? "\n\n" : " \(route.detail)\n\n"
        if !route.parameters.isEmpty {
            text += "| parameter | in | value | |\n| --- | --- | --- | --- |\n"
            for parameter in route.parameters { text += row(parameter) }
            text += "\n"
        }
        switch route.body {
        case .none: break
        case .json(let schema): text += "Body: \(schema.words).\n\n"
        case .upload: text += "Body: the bytes of a file.\n\n"
        }
        for answer in route.answers {
            let content =
                switch answer.content {
                case .json(let schema): ": \(schema.words)"
                case .bytes(let types): ": \(types.map { "`\($0)`" }.joined(separator: ", "))"
                case .nothing: ""
                }
            text += "- \(answer.status) \(answer.about)\(content)\n"
        }
        return text + "\n"
    }

    private static func row(_ parameter: ParameterDeclaration) -> String {
        var notes = parameter.about.replacing("|", with: "\\|")
        if parameter.isRequired && parameter.place == .query { notes += "; must be there" }
        if let assumed = parameter.assumed { notes += "; else \(assumed.line)" }
        if parameter.countMax > 1 { notes += "; up to \(parameter.countMax) times" }
        return
            "| `\(parameter.name)` | \(parameter.place.rawValue) | \(parameter.schema.words) | \(notes) |\n"
    }
}

extension Schema {
    /// The schema in a few words.
    fileprivate var words: String {
        switch self {
        case .integer(let range):
            range.upperBound >= 1 << 40
                ? "whole number from \(range.lowerBound)" : "\(range.lowerBound)…\(range.upperBound)"
        case .number(let range):
            range.map { "\(NumberText.plain($0.lowerBound))…\(NumberText.plain($0.upperBound))" } ?? "number"
        case .text(let length): "text of up to \(length.upperBound) characters"
        case .pattern: "as it was answered"
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .time: "time"
        case .flag: "`true`, `false`"
        case .list(let element, _): "list of \(element.words)"
        case .object(let fields): "{ " + fields.map { "`\($0.name)`" }.joined(separator: ", ") + " }"
        case .map: "object"
        case .nullable(let inner): inner.words
        case .named(let name, _): "`\(name)`"
        case .anything: "anything"
        }
    }
}
