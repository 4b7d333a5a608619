import HTTP
import Page

/// The files of the page, as they are carried by the program.
struct PageShelf: Sendable {
    struct File: Sendable {
        let type: String
        let bytes: [UInt8]
        let packed: [UInt8]?
        let etag: String

        /// Scripts, styles and pictures come from here alone; nobody frames the page.
        private static let policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'"

        func response(to head: RequestHead) -> ServerResponse {
            var headers = [
                (name: "Content-Type", value: type), (name: "ETag", value: etag),
                (name: "Cache-Control", value: "no-cache"), (name: "Vary", value: "Accept-Encoding"),
                (name: "Content-Security-Policy", value: Self.policy),
                (name: "X-Content-Type-Options", value: "nosniff"),
                (name: "Referrer-Policy", value: "no-referrer"),
                (name: "X-Request-Id", value: head.id),
            ]
            if let wanted = head.headers["if-none-match"], ETag.matches(wanted, etag) {
                return ServerResponse(status: 304, headers: headers)
            }
            if let packed, Dispatcher.acceptsGzip(head) {
                headers.append((name: "Content-Encoding", value: "gzip"))
                return ServerResponse(status: 200, headers: headers, body: .bytes(packed))
            }
            return ServerResponse(status: 200, headers: headers, body: .bytes(bytes))
        }
    }

    private let files: [String: File]

    init() {
        var files: [String: File] = [:]
        for index in 0..<pageFileCount {
            guard let file = pageFile(index)?.pointee else { continue }
            let bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
            files[String(cString: file.path)] = File(
                type: String(cString: file.type), bytes: bytes,
                packed: bytes.count >= ServiceLimits.packedBytesMin ? GzipCompressor.pack(bytes) : nil,
                etag: ETag.of(bytes))
        }
        self.files = files
    }

    func file(at path: [String]) -> File? { files[path.joined(separator: "/")] }
}
