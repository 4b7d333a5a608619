import HTTP

/// One thing that can be asked, declared once: requests are matched, checked and let in by it, the document shows it.
package struct Route: Sendable {
    package enum Body: Sendable {
        case none
        case json(Schema)
        /// Any bytes, written to a file.
        case upload
    }

    package let method: String
    /// `/v1/tracks/{track}`.
    package let path: String
    /// A word for programs that are generated from the document.
    package let name: String
    package let family: RouteFamily
    package let access: RouteAccess
    /// One line, as an order.
    package let summary: String
    package let detail: String
    package let parameters: [ParameterDeclaration]
    package let body: Body
    package let answers: [RouteAnswer]
    /// What this route says no with, beside what every route does.
    package let problems: [ProblemCode]
    let pace: RequestPace
    /// The answer where it is at hand; it is made by `run` where this is nil or has none.
    let known: (@Sendable (Call) throws -> Reply?)?
    let run: @Sendable (Call) throws -> Reply

    let segments: [Substring]

    /// What whoever watches the service asks for, behind a proxy from the address of all other callers.
    var isHealth: Bool { segments.first == "health" }

    init(
        _ method: String, _ path: String, _ name: String, _ family: RouteFamily, _ access: RouteAccess,
        _ summary: String, detail: String = "", parameters: [any DeclaredParameter] = [], body: Body = .none,
        answers: [RouteAnswer], problems: [ProblemCode] = [], pace: RequestPace = .waiting,
        known: (@Sendable (Call) throws -> Reply?)? = nil,
        run: @escaping @Sendable (Call) throws -> Reply
    ) {
        self.method = method
        self.path = path
        self.name = name
        self.family = family
        self.access = access
        self.summary = summary
        self.detail = detail
        self.parameters = parameters.map(\.declaration)
        self.body = body
        self.answers = answers
        self.problems = problems
        self.pace = pace
        self.known = known
        self.run = run
        segments = path.split(separator: "/")
        precondition(
            segments.filter { $0.first == "{" }.map { $0.dropFirst().dropLast() }.map(String.init)
                == self.parameters.filter { $0.place == .path }.map(\.name),
            "the braces of a path and its parameters agree")
    }

    /// All that this route may say no with, in the order of their statuses.
    package var allProblems: [ProblemCode] {
        var codes: Set<ProblemCode> = [
            .malformedRequest, .invalidParameter, .forbidden, .tooManyRequests, .unforeseen, .notReady,
            .addressTooLong, .tooManyHeaders, .tooLarge,
        ]
        if access != .open { codes.insert(.unauthorized) }
        if parameters.contains(where: { $0.place == .path }) { codes.insert(.notFound) }
        switch body {
        case .none: break
        case .json: codes.formUnion([.invalidBody, .unsupportedType])
        case .upload: codes.insert(.storageFull)
        }
        if method != "GET" && access != .open { codes.insert(.storageFull) }
        if pace != .quick { codes.insert(.overloaded) }
        codes.formUnion(problems)
        return codes.sorted { ($0.status, $0.rawValue) < ($1.status, $1.rawValue) }
    }
}
