/// What is asked of a server.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    package var method: Method
    package var url: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// Signs the request for AWS (Signature Version 4) where set.
    package var signature: AWSSignature?
    package var connectTimeoutSeconds = 10
    /// A transfer slower than 1 kB/s for this long is given up.
    package var stallTimeoutSeconds = 30
    package var totalTimeoutSeconds = 3_600
    /// Sends the request to another host and port than the URL's: `name:443:127.0.0.1:9000`.
    package var connectTo: String?

    package init(
        _ method: Method = .get, _ url: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
