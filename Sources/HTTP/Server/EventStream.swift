import CMicroHTTPD
import Synchronization

/// An answer without a known end: what is sent into it reaches the client at once (server-sent events).
package final class EventStream: Sendable {
    /// A client that reads nothing while this much waits for it is let go.
    package static let waitingBytesMax = 1 << 20

    private struct State: ~Copyable {
        var waiting: [UInt8] = []
        var isClosed = false
        var isSuspended = false
        /// The bits of the pointer, which is the server's and not this stream's to share.
        var connection: UInt?
    }

    private let state = Mutex(State())

    package init() {}

    /// False once the client has gone, did not keep up, or the stream was closed.
    package var isOpen: Bool { state.withLock { !$0.isClosed } }

    /// False where the client is gone: the sender can stop.
    @discardableResult
    package func send(_ text: String) -> Bool {
        state.withLock { state in
            guard !state.isClosed else { return false }
            guard state.waiting.count + text.utf8.count <= Self.waitingBytesMax else {
                state.isClosed = true
                Self.wake(&state)
                return false
            }
            state.waiting.append(contentsOf: text.utf8)
            Self.wake(&state)
            return true
        }
    }

    /// Sends what waits and ends the answer.
    package func close() {
        state.withLock { state in
            state.isClosed = true
            Self.wake(&state)
        }
    }

    func attach(_ connection: OpaquePointer) {
        let bits = UInt(bitPattern: connection)
        state.withLock { $0.connection = bits }
    }

    /// The server is done with the connection: it must not be touched any more.
    func detach() {
        state.withLock { state in
            state.connection = nil
            state.isClosed = true
            state.isSuspended = false
        }
    }

    /// Copies what waits into the buffer; 0 after suspending the connection where nothing does; -1 at the end.
    func read(into buffer: UnsafeMutableBufferPointer<CChar>) -> Int {
        state.withLock { state in
            if state.waiting.isEmpty {
                if state.isClosed { return -1 }
                if let connection = state.connection.flatMap(OpaquePointer.init(bitPattern:)) {
                    state.isSuspended = true
                    catalog_http_suspend(connection)
                }
                return 0
            }
            let count = min(buffer.count, state.waiting.count)
            for index in 0..<count { buffer[index] = CChar(bitPattern: state.waiting[index]) }
            state.waiting.removeFirst(count)
            return count
        }
    }

    private static func wake(_ state: inout State) {
        if state.isSuspended, let connection = state.connection.flatMap(OpaquePointer.init(bitPattern:)) {
            state.isSuspended = false
            catalog_http_resume(connection)
        }
    }
}
