import CatalogCore
import Glibc
import HTTP

/// A bucket to list and to read from, patient with a server that stumbles.
package final class Bucket {
    /// Attempts at one request: the waits between them sum to about half a minute.
    package static let attemptCountMax = 6
    /// Pages of a thousand keys; a listing longer than this is a mistake in the prefix.
    package static let pageCountMax = 10_000

    package let address: BucketAddress
    private let access: BucketAccess
    private let client: HTTPClient
    private let sleep: (Double) -> Void
    private var random: SplitMix64

    package init(
        _ address: BucketAddress, access: BucketAccess, seed: UInt64,
        isCancelled: @escaping @Sendable () -> Bool = { false },
        sleep: @escaping (_ seconds: Double) -> Void = { usleep(UInt32($0 * 1_000_000)) }
    ) {
        self.address = address
        self.access = access
        self.sleep = sleep
        client = HTTPClient(isCancelled: isCancelled)
        random = SplitMix64(seed: seed)
    }

    /// Calls `body` with each page of the objects below the prefix, in the order of their keys.
    package func list(_ body: ([BucketObject]) throws -> Void) throws {
        var continuation: String?
        for _ in 0..<Self.pageCountMax {
            // In the order of their names: the signature covers the query as it is written.
            var query: [(String, String)] = []
            if let continuation { query.append(("continuation-token", continuation)) }
            query += [("encoding-type", "url"), ("list-type", "2"), ("prefix", address.prefix)]
            let url =
                access.baseURL(of: address.bucket) + "/?"
                + query.map { "\($0)=\(PercentEncoding.encoded($1))" }.joined(separator: "&")
            let listing = BucketListing(xml: try ask(HTTPRequest(.get, url)).text)
            try body(listing.objects)
            guard let next = listing.continuation else { return }
            continuation = next
        }
    }

    /// The bytes of an object from `offset` on; throws where its content is no longer that of the ETag.
    package func read(_ object: BucketObject, at offset: Int64, count: Int) throws -> [UInt8] {
        precondition(offset >= 0 && count > 0, "a range has a place and a length")
        let url =
            access.baseURL(of: address.bucket) + "/"
            + PercentEncoding.encoded(object.key, keepingSlashes: true)
        let last = min(offset + Int64(count), object.sizeBytes) - 1
        guard last >= offset else { return [] }
        var headers = [("Range", "bytes=\(offset)-\(last)")]
        if !object.etag.isEmpty { headers.append(("If-Match", "\"\(object.etag)\"")) }
        let body = try ask(HTTPRequest(.get, url, headers: headers)).body
        guard body.count == Int(last - offset + 1) else {
            throw BucketError(
                address: "s3://\(address.bucket)/\(object.key)",
                reason: "the server sent \(body.count) bytes where \(last - offset + 1) were asked for",
                remedy: "Ask the server's keeper whether it supports byte ranges.")
        }
        return body
    }

    /// Sends a request until it is answered, refused for good or has failed too often.
    private func ask(_ unsigned: HTTPRequest) throws -> HTTPResponse {
        var request = unsigned
        request.signature = access.signature
        var lastReason = ""
        for attempt in 0..<Self.attemptCountMax {
            if attempt > 0 { sleep(wait(beforeAttempt: attempt)) }
            do {
                let response = try client.send(request)
                if response.isSuccess { return response }
                let code = BucketListing.element("Code", of: response.text) ?? "status \(response.status)"
                if let refusal = refusal(response.status, code: code) { throw refusal }
                lastReason = "the server answered \(code)"
            } catch let error as HTTPError where error.kind == .unreachable {
                lastReason = error.reason
            }
        }
        throw BucketError(
            address: address.description, reason: "\(lastReason), \(Self.attemptCountMax) times in a row",
            remedy: "Check the endpoint and the network, and run the command again: finished files are kept.")
    }

    /// Exponential back-off with jitter: 0.25 s, 0.5 s, … each between half and all of it.
    private func wait(beforeAttempt attempt: Int) -> Double {
        0.25 * Double(1 << (attempt - 1)) * (0.5 + 0.5 * random.uniform())
    }

    /// The error for an answer that another attempt cannot change; nil for those worth one.
    private func refusal(_ status: Int, code: String) -> BucketError? {
        if status == 429 || status >= 500 || code == "SlowDown" || code == "RequestTimeout" { return nil }
        let remedy =
            switch status {
            case 401, 403:
                access.signature == nil
                    ? "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
                    : "Check the keys, the region and the clock."
            case 404: "Check the name of the bucket, the endpoint and the region."
            case 412: "The object changed while it was read: run the command again."
            case 301, 307, 308: "Set AWS_REGION to the bucket's region."
            default: "Check the address and the endpoint."
            }
        return BucketError(
            address: address.description, reason: "the server refused with \(code)", remedy: remedy)
    }
}
