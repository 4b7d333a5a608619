import CatalogCore
import CatalogStore
import HTTP

/// A request that was let in and checked: its parameters and body are what the route declares.
struct Call: Sendable {
    let route: Route
    let head: RequestHead
    let caller: Caller
    let service: ServiceCore
    fileprivate(set) var values: [String: any Sendable]
    /// Of a route with a JSON body.
    var body: JSONValue = .null
    /// Of a route with an upload: the right to send it, and where it lies.
    var upload: AnalysisDesk.Upload?
    var uploadPath: String?

    /// Reads the parameters; throws a `Problem` about the first that is wrong.
    init(_ route: Route, head: RequestHead, path: [String: String], caller: Caller, service: ServiceCore)
        throws(Problem)
    {
        self.route = route
        self.head = head
        self.caller = caller
        self.service = service
        values = [:]
        for (name, _) in head.query
        where !route.parameters.contains(where: { $0.place == .query && $0.name == name }) {
            throw Problem(.invalidParameter, "The parameter \(name.prefix(100)) is not known here.")
        }
        for parameter in route.parameters {
            let words: [String] =
                switch parameter.place {
                case .path: path[parameter.name].map { [$0] } ?? []
                case .query: head.query.filter { $0.name == parameter.name }.map(\.value)
                case .header: head.headers[parameter.name.lowercased()].map { [$0] } ?? []
                }
            guard words.count <= parameter.countMax else {
                throw Problem(
                    .invalidParameter,
                    "The parameter \(parameter.name) is there more than \(parameter.countMax == 1 ? "once" : "\(parameter.countMax) times")."
                )
            }
            guard !words.isEmpty || !parameter.isRequired else {
                throw Problem(.invalidParameter, "The parameter \(parameter.name) is missing.")
            }
            do throws(ParameterProblem) {
                values[parameter.name] = try parameter.read(words)
            } catch {
                throw Problem(.invalidParameter, "The parameter \(parameter.name) must be \(error.expected).")
            }
        }
    }

    subscript<Value>(parameter: Parameter<Value>) -> Value {
        guard let value = values[parameter.declaration.name] as? Value else {
            preconditionFailure("a route asks for the parameters that it declares")
        }
        return value
    }

    var catalog: Catalog { service.catalog }
    var now: Timestamp { service.clock.now }
}
