/// What a server answered.
package struct HTTPResponse: Sendable {
    package let status: Int
    /// Names in lower case; a repeated name keeps its last value.
    package let headers: [String: String]
    package let body: [UInt8]

    package var isSuccess: Bool { (200..<300).contains(status) }

    package var text: String { String(decoding: body, as: UTF8.self) }
}
