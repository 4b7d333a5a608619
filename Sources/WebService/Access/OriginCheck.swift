import HTTP

/// Keeps pages of other sites from speaking for whoever looks at them.
struct OriginCheck: Sendable {
    /// Pages of these addresses may ask; `*` for all.
    let allowedOrigins: [String]
    /// Where no token is needed, only these hosts are meant: a name that somebody points here is not. Nil for any.
    let hosts: Set<String>?

    /// - Parameter address: where the service listens.
    init(allowedOrigins: [String], isLoopbackOnly: Bool, address: String) {
        self.allowedOrigins = allowedOrigins
        let own = address.contains(":") ? "[\(address)]" : address
        hosts = isLoopbackOnly ? ["localhost", "127.0.0.1", "[::1]", own] : nil
    }

    /// Why the request is refused, nil where it is not.
    func problem(with head: RequestHead) -> Problem? {
        if let hosts, let host = head.headers["host"], !hosts.contains(Self.name(of: host)) {
            return Problem(
                .forbidden, "Without a token this service answers to localhost, not to another name.")
        }
        guard let origin = head.headers["origin"], head.method != "GET", head.method != "HEAD",
            head.method != "OPTIONS"
        else { return nil }
        if isAllowed(origin) || isOwn(origin, head) { return nil }
        return Problem(.forbidden, "Pages of other sites may not change anything here.")
    }

    /// The headers that tell a browser what another site's page may do.
    func headers(for head: RequestHead) -> [(name: String, value: String)] {
        var headers = headers(forOrigin: head.headers["origin"])
        guard !headers.isEmpty, head.method == "OPTIONS" else { return headers }
        headers.append((name: "Access-Control-Allow-Methods", value: "GET, HEAD, POST, PUT, PATCH, DELETE"))
        headers.append(
            (
                name: "Access-Control-Allow-Headers",
                value:
                    "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, Range"
            ))
        headers.append((name: "Access-Control-Max-Age", value: "600"))
        return headers
    }

    /// What a page of an origin may read.
    func headers(forOrigin origin: String?) -> [(name: String, value: String)] {
        guard let origin, isAllowed(origin) else { return [] }
        var headers = [
            (name: "Access-Control-Allow-Origin", value: allowedOrigins.contains("*") ? "*" : origin),
            (
                name: "Access-Control-Expose-Headers",
                value: "Accept-Ranges, Content-Range, ETag, Location, Retry-After, X-Request-Id"
            ),
        ]
        if !allowedOrigins.contains("*") { headers.append((name: "Vary", value: "Origin")) }
        return headers
    }

    private func isAllowed(_ origin: String) -> Bool {
        allowedOrigins.contains("*") || allowedOrigins.contains(origin)
    }

    private func isOwn(_ origin: String, _ head: RequestHead) -> Bool {
        guard let host = head.headers["host"], let start = origin.firstRange(of: "://") else { return false }
        return origin[start.upperBound...].lowercased() == host.lowercased()
    }

    private static func name(of host: String) -> String {
        let lower = host.lowercased()
        if lower.hasPrefix("[") { return lower.firstIndex(of: "]").map { String(lower[...$0]) } ?? lower }
        return lower.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? lower
    }
}
