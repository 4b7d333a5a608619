import Glibc
import Synchronization

/// Writes text to a descriptor through a buffer of bounded size; callable from any thread.
final class TextSink: Sendable {
    private let descriptor: Int32
    private let buffer = Mutex<[UInt8]>([])

    private static let bufferBytesMax = 1 << 16

    init(descriptor: Int32) { self.descriptor = descriptor }

    func write(_ text: String) throws {
        try buffer.withLock { bytes in
            bytes.append(contentsOf: text.utf8)
            if bytes.count >= Self.bufferBytesMax { try Self.drain(&bytes, to: descriptor) }
        }
    }

    func write(bytes added: some Collection<UInt8>) throws {
        try buffer.withLock { bytes in
            bytes.append(contentsOf: added)
            if bytes.count >= Self.bufferBytesMax { try Self.drain(&bytes, to: descriptor) }
        }
    }

    func flush() throws { try buffer.withLock { try Self.drain(&$0, to: descriptor) } }

    private static func drain(_ bytes: inout [UInt8], to descriptor: Int32) throws {
        defer { bytes.removeAll(keepingCapacity: true) }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.write(descriptor, raw.baseAddress?.advanced(by: written), raw.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw errno == EPIPE ? OutputError.brokenPipe : OutputError.system(code: errno)
            }
        }
    }
}
