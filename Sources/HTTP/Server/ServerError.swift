/// Why a server could not start, as a sentence.
package enum ServerError: Error, CustomStringConvertible {
    case libraryMissing
    case cannotListen(address: String, port: Int, reason: String)
    case cannotStart(isSecure: Bool)

    package var description: String {
        switch self {
        case .libraryMissing: "The service needs libmicrohttpd: install libmicrohttpd12."
        case .cannotListen(let address, let port, let reason):
            "Cannot listen on \(address) port \(port): \(reason). Choose another with --listen."
        case .cannotStart(true):
            "The server did not start: check that certificate and key are PEM and belong together."
        case .cannotStart(false): "The server did not start: check the limits on threads and memory."
        }
    }
}
