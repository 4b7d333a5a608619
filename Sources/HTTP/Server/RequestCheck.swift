import CMicroHTTPD

/// Turns what the connection sent into a `RequestHead`, or says what is wrong with it.
enum RequestCheck {
    struct Fault: Error {
        let status: Int
        let reason: String
        /// The one `Origin` that was sent.
        var origin: String?
    }

    /// A second value of these could make this server and a proxy before it see two different requests.
    private static let neverRepeated: Set<String> = [
        "host", "content-length", "transfer-encoding", "content-type", "authorization", "cookie", "range",
        "if-none-match", "idempotency-key", "x-api-key",
    ]
    private static let methodSizeBytesMax = 20
    /// The colon, the space and the end of a line.
    private static let separatorsBytes = 4

    private final class Collection {
        var pairs: [(name: [UInt8], value: [UInt8])] = []
    }

    static func head(
        of connection: OpaquePointer, target: String, _ line: RequestStart, id: String,
        settings: ServerSettings
    ) -> Result<RequestHead, Fault> {
        let collection = Collection()
        catalog_http_headers(connection, visitHeader, Unmanaged.passUnretained(collection).toOpaque())
        return head(of: connection, collection.pairs, target: target, line, id: id, settings: settings)
            .mapError { fault in
                var fault = fault
                let origins = collection.pairs.filter {
                    String(decoding: $0.name, as: UTF8.self).lowercased() == "origin"
                }
                if origins.count == 1, isPrintable(origins[0].value) {
                    fault.origin = String(validating: origins[0].value, as: UTF8.self)
                }
                return fault
            }
    }

    private static func head(
        of connection: OpaquePointer, _ pairs: [(name: [UInt8], value: [UInt8])], target: String,
        _ line: RequestStart, id: String, settings: ServerSettings
    ) -> Result<RequestHead, Fault> {
        guard !line.isCut else { return fault(400, "the first line holds a NUL") }
        let method = line.method
        // Which methods an address knows its handler says; here it only has to be one.
        guard (1...methodSizeBytesMax).contains(method.utf8.count),
            method.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
        else { return fault(400, "the method is malformed") }
        guard target.utf8.count <= settings.uriSizeBytesMax else {
            return fault(414, "the address is too long")
        }
        guard RequestLine.queryCount(target) <= RequestLine.queryCountMax else {
            return fault(400, "the address has more than \(RequestLine.queryCountMax) parameters")
        }
        guard let parsed = RequestLine.parse(target) else { return fault(400, "the address is malformed") }
        guard pairs.count <= settings.headerCountMax else {
            return fault(431, "there are too many headers")
        }
        let size = pairs.reduce(target.utf8.count) {
            $0 + $1.name.count + $1.value.count + separatorsBytes
        }
        guard size <= settings.headerSizeBytesMax else {
            return fault(431, "the headers are larger than \(settings.headerSizeBytesMax) bytes together")
        }
        switch headers(from: pairs) {
        case .failure(let fault): return .failure(fault)
        case .success(let headers):
            // A proxy of that age hands it on as it is, and takes what follows for a request of its own.
            guard line.version != "HTTP/1.0" || headers["transfer-encoding"] == nil else {
                return fault(400, "HTTP/1.0 knows no transfer-encoding")
            }
            var address = [CChar](repeating: 0, count: 64)
            catalog_http_client(connection, &address, address.count)
            let client = String(
                decoding: address.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            return .success(
                RequestHead(
                    method: method, path: parsed.path, query: parsed.query, headers: headers,
                    clientAddress: client,
                    id: id))
        }
    }

    private static func headers(from pairs: [(name: [UInt8], value: [UInt8])]) -> Result<
        [String: String], Fault
    > {
        var headers: [String: String] = [:]
        for (rawName, rawValue) in pairs {
            guard let name = String(validating: rawName, as: UTF8.self)?.lowercased(), isToken(rawName),
                isPrintable(rawValue)
            else { return fault(400, "a header is malformed") }
            let value = String(decoding: rawValue, as: UTF8.self)
            if let earlier = headers[name] {
                if neverRepeated.contains(name) { return fault(400, "the header \(name) is there twice") }
                headers[name] = earlier + ", " + value
            } else {
                headers[name] = value
            }
        }
        if let encoding = headers["transfer-encoding"] {
            if headers["content-length"] != nil {
                return fault(400, "content-length and transfer-encoding exclude each other")
            }
            if encoding.lowercased() != "chunked" {
                return fault(501, "only the chunked transfer-encoding is known")
            }
        }
        if let length = headers["content-length"],
            length.isEmpty || length.utf8.count > 18
                || !length.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        {
            return fault(400, "content-length is no number")
        }
        return .success(headers)
    }

    private static func isPrintable(_ value: [UInt8]) -> Bool {
        !value.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
    }

    private static func isToken(_ name: [UInt8]) -> Bool {
        !name.isEmpty
            && name.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }

    private static func fault<Success>(_ status: Int, _ reason: String) -> Result<Success, Fault> {
        .failure(Fault(status: status, reason: reason))
    }

    private static let visitHeader: MHD_KeyValueIteratorN = { context, _, name, nameSize, value, valueSize in
        guard let context, let name else { return catalog_http_no }
        let collection = Unmanaged<Collection>.fromOpaque(context).takeUnretainedValue()
        collection.pairs.append(
            (
                Array(UnsafeRawBufferPointer(start: name, count: nameSize)),
                Array(UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueSize))
            ))
        return catalog_http_yes
    }
}
