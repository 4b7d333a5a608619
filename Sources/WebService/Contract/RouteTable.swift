import HTTP

/// All routes of the service, found by their path.
package struct RouteTable: Sendable {
    package let routes: [Route]
    private let byShape: [Shape: [Int]]

    /// How many segments a path has and the first two: few routes share them.
    private struct Shape: Hashable {
        let count: Int
        let second: Substring
    }

    enum Match {
        case found(Route, path: [String: String])
        /// The address is known, the method is not.
        case otherMethods([String])
        case unknown
    }

    package init(_ routes: [Route]) {
        self.routes = routes
        var byShape: [Shape: [Int]] = [:]
        for (index, route) in routes.enumerated() {
            let second = route.segments.count > 1 ? route.segments[1] : ""
            byShape[Shape(count: route.segments.count, second: second), default: []].append(index)
        }
        self.byShape = byShape
        precondition(
            Set(routes.map { $0.method + $0.path }).count == routes.count
                && Set(routes.map(\.name)).count == routes.count, "no two routes are the same")
    }

    func match(method: String, path: [String]) -> Match {
        let second = path.count > 1 ? path[1][...] : ""
        var others: [String] = []
        for index in byShape[Shape(count: path.count, second: second)] ?? [] {
            let route = routes[index]
            guard let values = Self.values(of: route, in: path) else { continue }
            if route.method == method || (method == "HEAD" && route.method == "GET") {
                return .found(route, path: values)
            }
            others.append(route.method)
        }
        guard !others.isEmpty else { return .unknown }
        return .otherMethods(others.contains("GET") ? others + ["HEAD"] : others)
    }

    private static func values(of route: Route, in path: [String]) -> [String: String]? {
        var values: [String: String] = [:]
        for (segment, part) in zip(route.segments, path) {
            if segment.first == "{" {
                values[String(segment.dropFirst().dropLast())] = part
            } else if segment != part {
                return nil
            }
        }
        return values
    }
}
