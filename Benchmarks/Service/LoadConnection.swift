import Glibc

/// A kept connection that sends a request and waits for its answer: one thread's own.
final class LoadConnection {
    private let port: Int
    private var descriptor: Int32 = -1
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)
    private var pending: [UInt8] = []

    init(port: Int) { self.port = port }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The status and the body's size; nil where the connection broke.
    func send(_ request: [UInt8]) -> (status: Int, bodyBytes: Int)? {
        if descriptor < 0, !open() { return nil }
        var sent = 0
        while sent < request.count {
            let count = request.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return broken() }
            sent += count
        }
        return receive() ?? broken()
    }

    private func broken() -> (status: Int, bodyBytes: Int)? {
        close(descriptor)
        descriptor = -1
        return nil
    }

    private func open() -> Bool {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(port).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if !isConnected { _ = broken() }
        pending.removeAll(keepingCapacity: true)
        return isConnected
    }

    private func receive() -> (status: Int, bodyBytes: Int)? {
        var head: (status: Int, size: Int, end: Int)?
        pending.removeAll(keepingCapacity: true)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            pending.append(contentsOf: buffer[0..<count])
            if head == nil { head = Self.head(of: pending) }
            if let head, pending.count >= head.end + head.size { return (head.status, head.size) }
        }
    }

    /// Read byte by byte: the generator shares the cores with what it measures.
    private static func head(of bytes: [UInt8]) -> (status: Int, size: Int, end: Int)? {
        bytes.withUnsafeBufferPointer { bytes in
            guard bytes.count > 12 else { return nil }
            var status = 0
            for place in 9..<12 { status = status * 10 + Int(bytes[place]) - 0x30 }
            var size = 0
            var start = 0
            for place in 0..<bytes.count where bytes[place] == 0x0A {
                let length = place - start
                if length <= 1 { return (status, size, place + 1) }
                if length > lengthName.count, isLength(bytes, at: start) {
                    for digit in bytes[start + lengthName.count..<place] where (0x30...0x39).contains(digit) {
                        size = size * 10 + Int(digit) - 0x30
                    }
                }
                start = place + 1
            }
            return nil
        }
    }

    private static let lengthName = Array("content-length:".utf8)

    private static func isLength(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for (offset, wanted) in lengthName.enumerated() {
            let byte = bytes[start + offset]
            if byte != wanted && byte | 0x20 != wanted { return false }
        }
        return true
    }
}
