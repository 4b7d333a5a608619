import Glibc

/// A TCP connection to a loopback port over which a test says exactly what it wants.
package final class RawConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    package init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { throw TestFailure("cannot connect to port \(port)") }
    }

    deinit { close(descriptor) }

    package func send(_ text: String) { send(bytes: Array(text.utf8)) }

    package func send(bytes: [UInt8]) {
        _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }

    package func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// All that comes until the peer closes or the time is over.
    package func readAll(seconds: Double) -> String {
        while receive(seconds: seconds) {}
        return String(decoding: received, as: UTF8.self)
    }

    /// True when the text has come.
    package func read(until text: String, seconds: Double) -> Bool {
        while !String(decoding: received, as: UTF8.self).contains(text) {
            guard receive(seconds: seconds) else { return false }
        }
        return true
    }

    package var isClosedByPeer: Bool {
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        return count == 0 || (count < 0 && errno != EAGAIN)
    }

    private func receive(seconds: Double) -> Bool {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, Int32(seconds * 1_000)) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        received += buffer.prefix(count)
        return true
    }
}
