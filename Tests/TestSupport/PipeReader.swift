import Dispatch
import Glibc
import Synchronization

/// Empties a pipe in the background, so that the writer never waits.
final class PipeReader: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let isDone = DispatchSemaphore(value: 0)

    init(descriptor: Int32) {
        DispatchQueue(label: "pipe").async { [self] in read(descriptor) }
    }

    var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }

    var isClosed: Bool { state.withLock { $0.isClosed } }

    func textAtEnd() -> String {
        isDone.wait()
        isDone.signal()
        return text
    }

    private func read(_ descriptor: Int32) {
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            state.withLock { $0.bytes.append(contentsOf: chunk[..<count]) }
        }
        close(descriptor)
        state.withLock { $0.isClosed = true }
        isDone.signal()
    }
}
