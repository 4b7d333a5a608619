/// Where a service listens.
struct ListenAddress: Sendable, CustomStringConvertible {
    let address: String
    let port: Int

    var isLoopback: Bool { address.hasPrefix("127.") || address == "::1" }

    var description: String { "\(host):\(port)" }

    /// As it stands in an address of the web.
    var host: String { address.contains(":") ? "[\(address)]" : address }

    /// `8080`, `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`.
    static let kind = ValueKind<ListenAddress>("ADDRESS:PORT") { word throws(ValueProblem) in
        let split = word.lastIndex(of: ":")
        let host = split.map { String(word[..<$0]) } ?? "127.0.0.1"
        let portText = split.map { word[word.index(after: $0)...] } ?? word[...]
        guard let port = Int(portText), (0...65_535).contains(port), !host.isEmpty else {
            throw ValueProblem(expected: "an address and a port, such as 127.0.0.1:8080")
        }
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        return ListenAddress(address: bare == "localhost" ? "127.0.0.1" : bare, port: port)
    }
}
