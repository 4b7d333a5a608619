import Glibc
import Synchronization

/// A server on a loopback port that answers each connection by a closure over the raw request: for tests of clients.
package final class LoopbackServer: Sendable {
    package let port: Int
    private let listener: Int32
    private let requestTexts = Mutex<[String]>([])

    /// What the server does with one request.
    package enum Reply: Sendable {
        case bytes([UInt8])
        /// Sends so much and cuts the connection.
        case cut([UInt8])
    }

    package init(_ answer: @escaping @Sendable (_ request: String, _ index: Int) -> Reply) throws {
        let socketDescriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socketDescriptor, $0, length) == 0 && getsockname(socketDescriptor, $0, &length) == 0
            }
        }
        guard socketDescriptor >= 0, bound, listen(socketDescriptor, 16) == 0 else {
            throw TestFailure("no loopback port")
        }
        listener = socketDescriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        DetachedThread.start { [weak self] in
            while true {
                let connection = accept(socketDescriptor, nil, nil)
                guard connection >= 0, let self else { return }
                DetachedThread.start { self.serve(connection, answer) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// The requests so far, headers and all, in order of arrival.
    package var requests: [String] { requestTexts.withLock { $0 } }

    private func serve(_ connection: Int32, _ answer: @Sendable (String, Int) -> Reply) {
        defer { close(connection) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var text = ""
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
            guard text.contains("\r\n\r\n") else { continue }
            let request = text
            text = ""
            let index = requestTexts.withLock {
                $0.append(request)
                return $0.count - 1
            }
            switch answer(request, index) {
            case .bytes(let bytes):
                _ = bytes.withUnsafeBytes {
                    send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
            case .cut(let bytes):
                _ = bytes.withUnsafeBytes {
                    send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                return
            }
        }
    }
}
