import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import HTTP
import Pipeline
import WebService

/// `catalog serve`
enum ServeCommand: Command {
    static let listen = Option.assumed(
        "listen", short: "l", ListenAddress.kind, ListenAddress(address: "127.0.0.1", port: 8_080),
        "where to listen: an address and a port, or a port of this machine alone; port 0 lets the system choose"
    )
    static let requireToken = Option.flag(
        "require-token", "ask for a token also on this machine, as behind a proxy")
    static let origins = Option.repeated(
        "allow-origin", .text("ORIGIN"),
        "pages of this site may ask, such as https://music.example; * for all")
    static let certificate = Option.optional(
        "certificate", .file(), "a PEM file with the certificate chain, for TLS; with --key")
    static let key = Option.optional("key", .file(), "a PEM file with the certificate's key")
    static let rate = Option.optional(
        "rate", .number("REQUESTS", in: 0...1_000_000),
        "requests a second of one caller; 0 for no limit; else 100 where a token is needed, else no limit")
    static let accessLog = Option.optional(
        "access-log", .file(), "a line of JSON for each request goes to this file; - for standard error")
    static let library = Option.repeated(
        "library", .folder(),
        "a folder, or a bucket as s3://bucket/prefix, that may be ingested through the service, under its last name"
    )
    static let uploads = Option.optional(
        "uploads", .folder(), "where files are kept while they are judged; else beside the catalog")
    static let uploadMax = Option.assumed(
        "upload-max", .integer("MEGABYTES", in: 1...16_384), 512, "the largest file that may be sent")
    static let connections = Option.assumed(
        "connections", .integer("COUNT", in: 1...60_000), 1_000, "connections at once")

    static let declaration = CommandDeclaration(
        "serve", .service, "put the catalog behind HTTP",
        detail: """
            Serves the page at / and the interface under /v1, which /v1/openapi.json describes, until Ctrl-C or SIGTERM; \
            answers under way are finished first. On this machine alone no token is needed; elsewhere the service starts \
            only where the catalog has a valid token (`catalog token create`), and asks for one with every request. \
            What other commands change meanwhile is served without a restart.
            """,
        options: [
            listen, requireToken, origins, certificate, key, rate, accessLog, library, uploads, uploadMax,
            connections,
        ],
        examples: [
            CommandExample("catalog serve", "For this machine, at http://127.0.0.1:8080."),
            CommandExample(
                "catalog serve --listen 0.0.0.0:8443 --certificate chain.pem --key key.pem",
                "For others too, by TLS and with tokens."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        // Of the whole process, and before it starts threads, which inherit their turns.
        ProcessMemory.prepareToServe()
        ProcessorTurns.takeShort()
        let catalog = try invocation.openCatalog()
        var settings = try settings(invocation, catalog)
        Interruption.watch()
        settings.uploadFolder = try UploadFolder.make(
            in: absolute(invocation[uploads] ?? catalog.path + "-uploads"))
        defer { UploadFolder.remove(settings.uploadFolder) }
        let service: CatalogService
        do {
            service = try CatalogService(catalog: catalog, settings: settings)
        } catch let error as ServerError {
            throw CommandError(error.description)
        }
        let scheme = settings.server.certificatePEM == nil ? "http" : "https"
        var record = Record()
        let url = "\(scheme)://\(invocation[listen].host):\(service.port)/"
        record.append("url", .text(url))
        record.append("pid", .id(Int64(getpid())))
        try invocation.output.done("Listening on \(url) (Ctrl-C ends it)", record)
        try invocation.output.flush()
        service.run(until: { Interruption.isRequested })
        service.stop()
        return .complete
    }

    private static func settings(_ invocation: Invocation, _ catalog: Catalog) throws -> ServiceSettings {
        let place = invocation[listen]
        var settings = ServiceSettings(uploadFolder: "", version: ProgramVersion.number)
        settings.server.address = place.address
        settings.server.port = place.port
        settings.server.computingCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        settings.server.connectionCountMax = invocation[connections]
        settings.server.connectionCountPerAddressMax = invocation[connections]
        settings.requiresToken = invocation[requireToken] || !place.isLoopback
        if settings.requiresToken { try requireSomeToken(catalog, invocation, place) }
        settings.allowedOrigins = invocation[origins]
        settings.requestsPerSecondMax = invocation[rate] ?? (settings.requiresToken ? 100 : 0)
        settings.uploadBytesMax = invocation[uploadMax] << 20
        settings.libraries = try libraries(invocation)
        for case .folder(let folder) in settings.libraries.map(\.place)
        where !FileManager.default.fileExists(atPath: folder.description) {
            try invocation.output.warning(
                "There is no folder \(folder): until it is there, nothing can be ingested from it.")
        }
        if let path = invocation[accessLog] {
            guard let log = AccessLog(path: path) else {
                throw CommandError(
                    "The log \(path) cannot be written: \(String(cString: strerror(errno))). Name another by --access-log."
                )
            }
            settings.accessLog = log
        }
        guard (invocation[certificate] == nil) == (invocation[key] == nil) else {
            throw UsageError(problem: "TLS needs both --certificate and --key.", path: declaration.path)
        }
        settings.server.certificatePEM = try invocation[certificate].map(text(ofFile:))
        settings.server.keyPEM = try invocation[key].map(text(ofFile:))
        let output = invocation.output
        settings.tell = { sentence in try? output.warning(sentence) }
        return settings
    }

    private static func requireSomeToken(
        _ catalog: Catalog, _ invocation: Invocation, _ place: ListenAddress
    ) throws {
        let now = invocation.now
        let isThere = try catalog.read { snapshot in
            try snapshot.tokens(limit: tokenCountMax).contains { $0.isValid(at: now) }
        }
        guard !isThere else { return }
        throw CommandError(
            "There is no valid token, and on \(place.address) everybody could ask. "
                + "Make one first: catalog user add NAME; catalog token create NAME.")
    }

    private static let tokenCountMax = 1_000_000

    private static func libraries(_ invocation: Invocation) throws -> [ServiceLibrary] {
        var libraries: [ServiceLibrary] = []
        let access = BucketAccess(environment: invocation.environment.variables)
        for word in invocation[library] {
            let places = try IngestPlaces([word], folder: WorkingFolder.path)
            let place: ServiceLibrary.Place? =
                places.roots.first.map { .folder($0) } ?? places.buckets.first.map { .bucket($0, access) }
            guard let place else { continue }
            let words = (places.roots.first?.description ?? word).split(separator: "/")
            let name = words.last.map(String.init) ?? "library"
            guard !libraries.contains(where: { $0.name == name }) else {
                throw UsageError(
                    problem:
                        "Two libraries are named \(name). Rename one of the folders, or link to it by another name.",
                    path: declaration.path)
            }
            libraries.append(ServiceLibrary(name: name, place: place))
        }
        return libraries
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : WorkingFolder.path + "/" + path
    }

    private static func text(ofFile path: String) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandError("\(path) cannot be read as PEM text. Name another file.")
        }
        return text
    }
}
