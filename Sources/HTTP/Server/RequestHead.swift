/// The first lines of a request, checked: what is decided before any of its body is read.
package struct RequestHead: Sendable {
    package let method: String
    /// Decoded segments of the path; never `.`, `..` or empty, never with a NUL.
    package let path: [String]
    /// Decoded pairs in their order.
    package let query: [(name: String, value: String)]
    /// Names in lower case; a name occurs once (several `accept` lines are joined).
    package let headers: [String: String]
    package let clientAddress: String
    /// Given by this server to this request; in its answer and in the log.
    package let id: String

    package var declaredBodySizeBytes: Int? { headers["content-length"].flatMap { Int($0) } }
}
