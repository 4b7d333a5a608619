import CatalogCore
import CatalogStore
import HTTP

/// Takes requests from the server: matches, lets in, checks, answers, counts.
final class Dispatcher: RequestHandler {
    private let service: ServiceCore
    private let table: RouteTable
    private let page: PageShelf
    private let origins: OriginCheck
    private let limiter: RateLimiter

    init(service: ServiceCore, table: RouteTable) {
        self.service = service
        self.table = table
        let settings = service.settings
        page = PageShelf()
        origins = OriginCheck(
            allowedOrigins: settings.allowedOrigins, isLoopbackOnly: !settings.requiresToken,
            address: settings.server.address)
        limiter = RateLimiter(
            perSecond: settings.requestsPerSecondMax,
            burst: max(1, settings.requestsPerSecondMax * ServiceLimits.burstSeconds))
    }

    func plan(for head: RequestHead) -> RequestPlan {
        do throws(Problem) {
            return try admit(head)
        } catch {
            return plan(for: head, answering: response(error, origins.headers(for: head), requestID: head.id))
        }
    }

    /// An answer that is known from the head. Where no body follows, the connection can go on afterwards.
    private func plan(for head: RequestHead, answering response: ServerResponse) -> RequestPlan {
        let hasBody =
            head.headers["content-length"].map { $0 != "0" } ?? (head.headers["transfer-encoding"] != nil)
        if hasBody { return RequestPlan(.answer(response)) }
        return RequestPlan(.keepInMemory(sizeBytesMax: 0), context: Known(response: response), pace: .quick)
    }

    private struct Known: Sendable {
        let response: ServerResponse
    }

    func answer(_ request: ServerRequest) -> ServerResponse {
        if let known = request.context as? Known { return known.response }
        guard var call = request.context as? Call else {
            return response(
                Problem(.unforeseen, "The request got lost."), origins.headers(for: request.head),
                requestID: request.head.id)
        }
        do {
            if case .json(let schema) = call.route.body {
                call.body = try Self.body(request.body, schema)
            }
            call.uploadPath = request.uploadPath
            return encode(try call.route.run(call), call)
        } catch {
            return response(error, head: request.head)
        }
    }

    func known(_ request: ServerRequest) -> ServerResponse? {
        guard let call = request.context as? Call, let known = call.route.known else { return nil }
        do {
            return try known(call).map { encode($0, call) }
        } catch {
            return response(error, head: request.head)
        }
    }

    func overload(requestID: String, origin: String?) -> ServerResponse {
        service.metrics.countRefusal()
        var problem = Problem(
            .overloaded, "More is asked than can be answered soon. Nothing was done. Ask again in a moment.")
        problem.headers = [("Retry-After", "1")]
        return response(problem, origins.headers(forOrigin: origin), requestID: requestID)
    }

    func refusal(status: Int, reason: String, requestID: String, origin: String?) -> ServerResponse {
        let code = ProblemCode.allCases.first { $0.status == status } ?? .malformedRequest
        let problem = Problem(code, Problem.sentence(reason))
        return response(problem, origins.headers(forOrigin: origin), requestID: requestID)
    }

    func finished(head: RequestHead?, context: (any Sendable)?, status: Int, durationSeconds: Double) {
        let call = context as? Call
        service.metrics.count(route: call?.route.name ?? "other", status: status, seconds: durationSeconds)
        guard let log = service.settings.accessLog, let head else { return }
        log.append([
            ("time", .string(service.clock.now.description)), ("request_id", .string(head.id)),
            ("client", .string(head.clientAddress)), ("user_id", (call?.caller.user?.rawValue).json),
            ("method", .string(head.method)), ("path", .string("/" + head.path.joined(separator: "/"))),
            ("route", (call?.route.name).json), ("status", .integer(Int64(status))),
            ("duration_ms", .number((durationSeconds * 1e5).rounded() / 100)),
        ])
    }

    // MARK: Letting in

    private func admit(_ head: RequestHead) throws(Problem) -> RequestPlan {
        if let problem = origins.problem(with: head) { throw problem }
        let match = table.match(method: head.method, path: head.path)
        if head.method == "OPTIONS" { return plan(for: head, answering: options(match, head)) }
        switch match {
        case .found(let route, let path):
            return try admit(head, to: route, path: path)
        case .otherMethods(let methods):
            var problem = Problem(
                .methodNotAllowed,
                "This address knows \(methods.joined(separator: ", ")), not \(head.method.prefix(10)).")
            problem.headers = [("Allow", (methods + ["OPTIONS"]).joined(separator: ", "))]
            throw problem
        case .unknown:
            guard head.method == "GET" || head.method == "HEAD", let file = page.file(at: head.path) else {
                throw Problem(
                    .notFound, "There is nothing at this address. /v1/openapi.json lists what there is.")
            }
            return plan(for: head, answering: file.response(to: head))
        }
    }

    private func admit(_ head: RequestHead, to route: Route, path: [String: String]) throws(Problem)
        -> RequestPlan
    {
        let caller = try caller(of: head, for: route)
        if !route.isHealth { try count(caller.key) }
        if service.isStopping, route.access != .open {
            throw Problem(.notReady, "The service is stopping.")
        }
        var call = try Call(route, head: head, path: path, caller: caller, service: service)
        let body: BodyPlan
        switch route.body {
        case .none: body = .keepInMemory(sizeBytesMax: 0)
        case .json:
            let type = head.headers["content-type"]?.split(separator: ";").first?.lowercased()
            guard type?.filter({ $0 != " " }) == "application/json" else {
                throw Problem(.unsupportedType, "The body must be application/json.")
            }
            body = .keepInMemory(sizeBytesMax: ServiceLimits.jsonBodyBytesMax)
        case .upload:
            guard head.headers["content-type"]?.lowercased().hasPrefix("multipart/") != true else {
                throw Problem(
                    .unsupportedType,
                    "The file itself must be the body, without a form around it: `curl --data-binary @FILE`.")
            }
            call.upload = try service.desk.admitUpload()
            body = .writeToFile(
                folder: service.settings.uploadFolder, sizeBytesMax: service.settings.uploadBytesMax)
        }
        return RequestPlan(body, context: call, pace: route.pace)
    }

    /// Counts a request; throws where somebody sends too many.
    private func count(_ key: String) throws(Problem) {
        guard let delay = limiter.delaySeconds(for: key, nowSeconds: MonotonicClock.seconds()) else { return }
        var problem = Problem(
            .tooManyRequests, "So many requests a second are too many. Wait and ask again.")
        problem.headers = [("Retry-After", String(max(1, Int(delay.rounded(.up)))))]
        throw problem
    }

    private func caller(of head: RequestHead, for route: Route) throws(Problem) -> Caller {
        let needsToken = service.settings.requiresToken
        let shown = Self.secret(of: head)
        // Browsers send a cookie to all ports of a machine: here it may be another service's.
        guard let shown, needsToken || !shown.isOfCookie else {
            if !needsToken { return .trusted(address: head.clientAddress) }
            if route.access == .open { return .unknown(address: head.clientAddress) }
            try count(head.clientAddress)
            throw Self.unauthorized("A token is needed: send it as `Authorization: Bearer TOKEN`.")
        }
        guard let token = try token(shown.text, from: head.clientAddress) else {
            // What is open to all is open to whoever has yet to get rid of an old token.
            if route.access == .open {
                return needsToken
                    ? .unknown(address: head.clientAddress) : .trusted(address: head.clientAddress)
            }
            throw Self.unauthorized("The token is not valid, or no longer.")
        }
        let scopes: TokenScopes = token.scopes.contains(.admin) ? [.read, .feedback, .admin] : token.scopes
        if let scope = route.access.scope, !scopes.contains(scope) {
            throw Problem(.forbidden, "This token does not allow `\(route.access.rawValue)`.")
        }
        return Caller(user: token.user, scopes: scopes, key: "token \(token.id)", secret: shown.text)
    }

    /// The valid token of a secret. One that is not known yet costs a look at the catalog, which the address pays for:
    /// else nobody counted who tries one after the other.
    private func token(_ secret: String, from address: String) throws(Problem) -> APIToken? {
        let (revision, now) = (service.revisions.ofUsers, service.clock.now)
        if let known = service.tokens.known(secret, revision: revision, at: now) { return known }
        try count(address)
        do { return try service.tokens.token(for: secret, revision: revision, at: now) } catch {
            throw Problem(error)
        }
    }

    private static func unauthorized(_ sentence: String) -> Problem {
        var problem = Problem(.unauthorized, sentence)
        problem.headers = [("WWW-Authenticate", "Bearer")]
        return problem
    }

    /// Of the header, else of the cookie that the page has set.
    private static func secret(of head: RequestHead) -> (text: String, isOfCookie: Bool)? {
        if let header = head.headers["authorization"] {
            let parts = header.split(separator: " ", maxSplits: 1)
            return (parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : "", false)
        }
        guard let cookies = head.headers["cookie"] else { return nil }
        for pair in cookies.split(separator: ";") {
            let trimmed = pair.drop { $0 == " " }
            if trimmed.hasPrefix(SessionRoutes.cookie + "=") {
                return (String(trimmed.dropFirst(SessionRoutes.cookie.utf8.count + 1)), true)
            }
        }
        return nil
    }

    private static func body(_ bytes: [UInt8], _ schema: Schema) throws(Problem) -> JSONValue {
        let read = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, TextProblem> in
            do throws(TextProblem) { return .success(try JSONReader.value(of: buffer)) } catch {
                return .failure(error)
            }
        }
        switch read {
        case .failure(let problem):
            throw Problem(.invalidBody, "The body is not JSON: \(problem.description).")
        case .success(let value):
            if let problem = schema.problem(with: value, at: "body") {
                throw Problem(.invalidBody, Problem.sentence(problem))
            }
            return value
        }
    }

    // MARK: Answers

    private func options(_ match: RouteTable.Match, _ head: RequestHead) -> ServerResponse {
        let methods: [String] =
            switch match {
            case .found(let route, _): [route.method]
            case .otherMethods(let methods): methods
            case .unknown: ["GET", "HEAD"]
            }
        return ServerResponse(
            status: 204,
            headers: common(origins.headers(for: head), requestID: head.id) + [
                ("Allow", (methods + ["OPTIONS"]).joined(separator: ", "))
            ])
    }

    private func encode(_ reply: Reply, _ call: Call) -> ServerResponse {
        var headers = common(origins.headers(for: call.head), requestID: call.head.id) + reply.headers
        headers.append(("Cache-Control", reply.cacheControl))
        switch reply.content {
        case .json(let value):
            return encode(value.bytes, type: "application/json", reply, call, headers)
        case .jsonBytes(let bytes): return encode(bytes, type: "application/json", reply, call, headers)
        case .packedJSON(let packed, let size): return encode(packed, unpacksTo: size, reply, call, headers)
        case .bytes(let type, let bytes): return encode(bytes, type: type, reply, call, headers)
        case .file(let type, let descriptor, let offset, let count):
            headers.append(("Content-Type", type))
            if let etag = reply.etag { headers.append(("ETag", etag)) }
            return ServerResponse(
                status: reply.status, headers: headers,
                body: .file(descriptor: descriptor, offset: offset, count: count))
        case .events(let stream):
            headers.append(("Content-Type", "text/event-stream"))
            return ServerResponse(status: reply.status, headers: headers, body: .stream(stream))
        case .nothing: return ServerResponse(status: reply.status, headers: headers)
        }
    }

    private func encode(
        _ bytes: [UInt8], type: String, _ reply: Reply, _ call: Call,
        _ common: [(name: String, value: String)]
    ) -> ServerResponse {
        var headers = common + [("Vary", "Accept-Encoding")]
        if call.route.method == "GET", reply.status == 200 {
            let etag = reply.etag ?? ETag.of(bytes)
            headers.append(("ETag", etag))
            if let wanted = call.head.headers["if-none-match"], ETag.matches(wanted, etag) {
                return ServerResponse(status: 304, headers: headers)
            }
        }
        headers.append(("Content-Type", type))
        if bytes.count >= ServiceLimits.packedBytesMin, Self.acceptsGzip(call.head),
            !type.hasPrefix("image/"), let packed = GzipCompressor.pack(bytes)
        {
            headers.append(("Content-Encoding", "gzip"))
            return ServerResponse(status: reply.status, headers: headers, body: .bytes(packed))
        }
        return ServerResponse(status: reply.status, headers: headers, body: .bytes(bytes))
    }

    private func encode(
        _ packed: [UInt8], unpacksTo size: Int, _ reply: Reply, _ call: Call,
        _ common: [(name: String, value: String)]
    ) -> ServerResponse {
        var headers = common + [("Vary", "Accept-Encoding")]
        if let etag = reply.etag {
            headers.append(("ETag", etag))
            if let wanted = call.head.headers["if-none-match"], ETag.matches(wanted, etag) {
                return ServerResponse(status: 304, headers: headers)
            }
        }
        headers.append(("Content-Type", "application/json"))
        if Self.acceptsGzip(call.head) {
            headers.append(("Content-Encoding", "gzip"))
            return ServerResponse(status: reply.status, headers: headers, body: .bytes(packed))
        }
        guard let bytes = GzipCompressor.unpack(packed, size: size) else {
            return response(
                Problem(.unforeseen, "The answer cannot be unpacked."), origins.headers(for: call.head),
                requestID: call.head.id)
        }
        return ServerResponse(status: reply.status, headers: headers, body: .bytes(bytes))
    }

    private func response(_ error: any Error, head: RequestHead) -> ServerResponse {
        let problem = Problem(error)
        if problem.isUnforeseen { service.tell("request \(head.id): \(error)") }
        return response(problem, origins.headers(for: head), requestID: head.id)
    }

    private func response(
        _ problem: Problem, _ ofOrigin: [(name: String, value: String)], requestID: String
    ) -> ServerResponse {
        ServerResponse(
            status: problem.code.status,
            headers: common(ofOrigin, requestID: requestID) + problem.headers + [
                ("Content-Type", Problem.contentType), ("Cache-Control", "no-store"),
            ], body: .bytes(problem.json(requestID: requestID).bytes))
    }

    private func common(_ ofOrigin: [(name: String, value: String)], requestID: String) -> [(
        name: String, value: String
    )] {
        [("X-Request-Id", requestID), ("X-Content-Type-Options", "nosniff")] + ofOrigin
    }

    static func acceptsGzip(_ head: RequestHead) -> Bool {
        guard let accepted = head.headers["accept-encoding"] else { return false }
        return accepted.split(separator: ",").contains { part in
            let words = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            let quality = words.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
            return words.first == "gzip" && quality.flatMap { Double($0) } != 0
        }
    }
}
