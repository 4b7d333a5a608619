import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import HTTP
import Synchronization
import TestSupport
import Testing
import WebService

/// A catalog with a few rows behind a real server on a loopback port; every answer is held to the document.
final class TestService: Sendable {
    static let now = TwoTastes.now

    let folder: TemporaryFolder
    let catalog: Catalog
    let service: CatalogService
    private let isOver = Mutex(false)

    /// - Parameter change: how the service is run, beside what tests need.
    init(
        folder: TemporaryFolder? = nil, fill: (Transaction) throws -> Void = TwoTastes.fill,
        change: (inout ServiceSettings) throws -> Void = { _ in }
    ) throws {
        let folder = try folder ?? TemporaryFolder()
        self.folder = folder
        let path = folder.file("test.catalog")
        if !FileManager.default.fileExists(atPath: path) {
            try Catalog.create(at: path)
            try Catalog(opening: path).write(fill)
        }
        catalog = try Catalog(opening: path)
        let uploads = folder.file("uploads")
        try FileManager.default.createDirectory(atPath: uploads, withIntermediateDirectories: true)
        var settings = ServiceSettings(uploadFolder: uploads, version: "test")
        settings.server.threadCount = 2
        settings.server.workerCount = 8
        try change(&settings)
        let service = try CatalogService(catalog: catalog, settings: settings)
        self.service = service
        DetachedThread.start { [weak self] in
            service.run(until: { self?.isOver.withLock { $0 } ?? true })
        }
        try waitUntilReady()
    }

    deinit {
        isOver.withLock { $0 = true }
        service.stop()
    }

    private func waitUntilReady() throws {
        let ready = HTTPRequest(.get, url("/health/ready"))
        guard try Eventually.holds({ try HTTPClient().send(ready).status == 200 }) else {
            throw TestFailure("the service is not ready")
        }
    }

    func url(_ target: String) -> String { "http://127.0.0.1:\(service.port)\(target)" }

    // MARK: Asking

    struct Answer {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]
        let json: JSONValue

        var text: String { String(decoding: body, as: UTF8.self) }
        var items: [JSONValue] { if case .array(let items)? = json["items"] { items } else { [] } }
        var code: String? { json["error"]?["code"]?.text }
    }

    /// Asks, and holds the answer to what the table says of the route.
    @discardableResult
    func ask(
        _ method: HTTPRequest.Method = .get, _ target: String, body: String? = nil, bytes: [UInt8]? = nil,
        token: String? = nil, headers: [(name: String, value: String)] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Answer {
        var sent = headers
        if let token { sent.append((name: "Authorization", value: "Bearer \(token)")) }
        if body != nil { sent.append((name: "Content-Type", value: "application/json")) }
        if bytes != nil { sent.append((name: "Content-Type", value: "application/octet-stream")) }
        let response = try HTTPClient().send(
            HTTPRequest(method, url(target), headers: sent, body: bytes ?? body.map { Array($0.utf8) } ?? []))
        let isJSON = response.headers["content-type"]?.contains("json") == true
        let json =
            isJSON && !response.body.isEmpty && response.headers["content-encoding"] == nil
            ? try JSONReader.value(of: response.text) : .null
        DocumentCheck.expect(
            response, json, method: method.rawValue, target: target, sourceLocation: sourceLocation)
        return Answer(status: response.status, headers: response.headers, body: response.body, json: json)
    }

    /// A token of a person, made as the command line makes it; valid at once, since the service remembers no misses.
    func token(of name: String, scopes: TokenScopes, expires: Timestamp? = nil) throws -> String {
        var generator = SplitMix64(seed: UInt64(truncatingIfNeeded: name.hashValue) ^ UInt64(scopes.rawValue))
        let secret = TokenSecret(using: &generator)
        try catalog.write { transaction in
            guard let user = try transaction.user(named: name) else { throw TestFailure("no \(name)") }
            _ = try transaction.addToken(
                for: user.id, label: "test", scopes: scopes, secret: secret, at: Self.now, expires: expires)
        }
        return secret.text
    }
}
