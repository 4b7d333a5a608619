import CatalogCore
import Glibc
import Synchronization

/// One line of JSON for each request, in a file or on standard error.
package final class AccessLog: Sendable {
    /// Lines wait for one write together, at most so many bytes.
    private static let waitingBytesMax = 1 << 20

    private let descriptor: Int32
    private let isOwned: Bool
    private let waiting = Mutex<[UInt8]>([])

    /// - Parameter path: `-` for standard error.
    package init?(path: String) {
        isOwned = path != "-"
        descriptor =
            isOwned ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640) : 2
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        flush()
        if isOwned { close(descriptor) }
    }

    func append(_ fields: [(String, JSONValue)]) {
        let isFull = waiting.withLock { bytes in
            JSONValue.object(fields).write(to: &bytes)
            bytes.append(0x0A)
            return bytes.count >= Self.waitingBytesMax
        }
        if isFull { flush() }
    }

    /// Writes what waits; a log that cannot be written ends no service.
    package func flush() {
        waiting.withLock { bytes in
            var start = 0
            while start < bytes.count {
                let count = bytes.withUnsafeBytes {
                    write(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                start += count
            }
            bytes.removeAll(keepingCapacity: true)
        }
    }
}
