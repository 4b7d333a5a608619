import Glibc
import Synchronization

/// Closes connections that take too long over a request, however steadily they drip.
final class ConnectionWatch: Sendable {
    private struct Entry {
        let descriptor: Int32
        var deadlineSeconds: Double?
    }

    private let entries = Mutex<[UInt: Entry]>([:])

    func opened(_ connection: OpaquePointer, descriptor: Int32, deadlineSeconds: Double) {
        entries.withLock {
            $0[UInt(bitPattern: connection)] = Entry(descriptor: descriptor, deadlineSeconds: deadlineSeconds)
        }
    }

    /// Called before the socket is closed, so that a number in the table is never another's.
    func closed(_ connection: OpaquePointer) {
        entries.withLock { _ = $0.removeValue(forKey: UInt(bitPattern: connection)) }
    }

    /// Nil while the server itself is at work on the answer.
    func set(_ connection: OpaquePointer, deadlineSeconds: Double?) {
        entries.withLock { $0[UInt(bitPattern: connection)]?.deadlineSeconds = deadlineSeconds }
    }

    func closeOverdue(nowSeconds: Double) {
        entries.withLock { entries in
            for (key, entry) in entries {
                if let deadline = entry.deadlineSeconds, deadline < nowSeconds {
                    shutdown(entry.descriptor, Int32(SHUT_RDWR))
                    entries[key]?.deadlineSeconds = nil
                }
            }
        }
    }

    var count: Int { entries.withLock { $0.count } }
}
