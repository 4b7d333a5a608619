import CCurl

/// Sends requests over one kept-alive connection; a worker has a client of its own.
///
/// Redirects are not followed: a signed request must not wander. Nothing is read beyond `bodySizeBytesMax`.
package final class HTTPClient {
    /// Bodies kept in memory are at most this large.
    package static let bodySizeBytesMax = 256 << 20
    private static let headerSizeBytesMax = 1 << 20

    private let handle: UnsafeMutableRawPointer?
    private let isCancelled: @Sendable () -> Bool

    package init(isCancelled: @escaping @Sendable () -> Bool = { false }) {
        handle = catalog_curl_open() == 1 ? catalog_curl_make() : nil
        self.isCancelled = isCancelled
    }

    deinit { if let handle { catalog_curl_free(handle) } }

    /// Where libcurl puts what it receives while one request runs.
    private final class Reception {
        var body: [UInt8] = []
        var headers: [String: String] = [:]
        var headerSizeBytes = 0
        var isTooLarge = false
        let bodySizeBytesMax: Int
        let isCancelled: @Sendable () -> Bool

        init(bodySizeBytesMax: Int, isCancelled: @escaping @Sendable () -> Bool) {
            self.bodySizeBytesMax = bodySizeBytesMax
            self.isCancelled = isCancelled
        }
    }

    /// The server's answer, whatever its status; throws where there was none.
    package func send(_ request: HTTPRequest, bodySizeBytesMax: Int = bodySizeBytesMax) throws -> HTTPResponse
    {
        guard let handle else {
            throw HTTPError(
                kind: .unreachable, url: request.url, reason: "libcurl could not be opened: install libcurl4")
        }
        catalog_curl_reset(handle)
        let reception = Reception(bodySizeBytesMax: bodySizeBytesMax, isCancelled: isCancelled)
        var headers: UnsafeMutablePointer<curl_slist>?
        var connections: UnsafeMutablePointer<curl_slist>?
        defer {
            catalog_curl_free_list(headers)
            catalog_curl_free_list(connections)
        }
        for (name, value) in request.headers { headers = catalog_curl_append(headers, "\(name): \(value)") }
        if request.signature != nil {
            precondition(request.body.isEmpty, "a signed request has no body")
            headers = catalog_curl_append(headers, "X-Amz-Content-Sha256: \(AWSSignature.hashOfNothing)")
        }
        if let token = request.signature?.sessionToken {
            headers = catalog_curl_append(headers, "X-Amz-Security-Token: \(token)")
        }
        if let connectTo = request.connectTo { connections = catalog_curl_append(connections, connectTo) }
        configure(handle, request, headers: headers, connections: connections)

        let code = withExtendedLifetime(reception) {
            receive(into: reception, on: handle)
            return catalog_curl_perform(handle)
        }
        guard code == CURLE_OK else { throw failure(code, request, reception) }
        return HTTPResponse(
            status: catalog_curl_response_code(handle), headers: reception.headers, body: reception.body)
    }

    private func configure(
        _ handle: UnsafeMutableRawPointer, _ request: HTTPRequest, headers: UnsafeMutablePointer<curl_slist>?,
        connections: UnsafeMutablePointer<curl_slist>?
    ) {
        catalog_curl_set_string(handle, CURLOPT_URL, request.url)
        catalog_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        catalog_curl_set_string(handle, CURLOPT_USERAGENT, "catalog")
        catalog_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        catalog_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, request.connectTimeoutSeconds)
        catalog_curl_set_long(handle, CURLOPT_TIMEOUT, request.totalTimeoutSeconds)
        catalog_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1_000)
        catalog_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, request.stallTimeoutSeconds)
        switch request.method {
        case .get: break
        case .head: catalog_curl_set_long(handle, CURLOPT_NOBODY, 1)
        case .delete: catalog_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        case .post, .put:
            catalog_curl_set_long(handle, CURLOPT_POST, 1)
            _ = request.body.withUnsafeBytes {
                catalog_curl_set_bytes(
                    handle, $0.baseAddress ?? UnsafeRawPointer(handle), curl_off_t($0.count))
            }
            catalog_curl_set_string(handle, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        }
        if let headers { catalog_curl_set_list(handle, CURLOPT_HTTPHEADER, headers) }
        if let connections { catalog_curl_set_list(handle, CURLOPT_CONNECT_TO, connections) }
        if let signature = request.signature {
            catalog_curl_set_string(handle, CURLOPT_AWS_SIGV4, signature.scope)
            catalog_curl_set_string(handle, CURLOPT_USERNAME, signature.accessKey)
            catalog_curl_set_string(handle, CURLOPT_PASSWORD, signature.secretKey)
        }
    }

    private func receive(into reception: Reception, on handle: UnsafeMutableRawPointer) {
        let context = Unmanaged.passUnretained(reception).toOpaque()
        catalog_curl_set_receiver(
            handle, CURLOPT_WRITEFUNCTION, CURLOPT_WRITEDATA,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let reception = Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
                if reception.isCancelled() { return 0 }
                guard reception.body.count + size * count <= reception.bodySizeBytesMax else {
                    reception.isTooLarge = true
                    return 0
                }
                reception.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
                return size * count
            }, context)
        catalog_curl_set_receiver(
            handle, CURLOPT_HEADERFUNCTION, CURLOPT_HEADERDATA,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let reception = Unmanaged<Reception>.fromOpaque(context).takeUnretainedValue()
                let raw = UnsafeRawBufferPointer(start: bytes, count: size * count)
                reception.headerSizeBytes += raw.count
                guard reception.headerSizeBytes <= HTTPClient.headerSizeBytesMax else { return 0 }
                let line = String(decoding: raw, as: UTF8.self)
                if let colon = line.firstIndex(of: ":") {
                    reception.headers[line[..<colon].lowercased()] = HTTPClient.trimmed(
                        line[colon...].dropFirst())
                }
                return size * count
            }, context)
    }

    private func failure(_ code: CURLcode, _ request: HTTPRequest, _ reception: Reception) -> HTTPError {
        if reception.isTooLarge {
            return HTTPError(
                kind: .tooLarge, url: request.url,
                reason: "the answer is larger than \(reception.bodySizeBytesMax) bytes")
        }
        if isCancelled() {
            return HTTPError(kind: .cancelled, url: request.url, reason: "the request was cancelled")
        }
        let reason = String(cString: catalog_curl_reason(code))
        let isBadAddress = code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL
        return HTTPError(
            kind: isBadAddress ? .badAddress : .unreachable, url: request.url,
            reason: reason.prefix(1).lowercased() + reason.dropFirst())
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
