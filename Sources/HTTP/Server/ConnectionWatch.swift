import Glibc
import Synchronization

/// Closes connections that take too long over a request, however steadily they drip.
final class ConnectionWatch: Sendable {
    private struct Entry {
        let descriptor: Int32
        var deadlineSeconds: Double?
        /// The client had sent its last byte when this was looked at, and nothing was left to be read.
        var isLeft = false
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

    /// Closes connections whose client has sent its last byte in the middle of a request: the library would wait for more.
    ///
    /// Only what was found so twice is closed: a last piece that has been read and not yet been handed on is no end.
    func closeLeft() {
        entries.withLock { entries in
            let waiting = entries.filter { $1.deadlineSeconds != nil }
            let keys = Array(waiting.keys)
            var polls = waiting.values.map { pollfd(fd: $0.descriptor, events: Self.remoteEnd, revents: 0) }
            guard poll(&polls, nfds_t(polls.count), 0) >= 0 else { return }
            for (key, poll) in zip(keys, polls) {
                let isLeft = poll.revents & Self.remoteEnd != 0 && Self.hasNothingToRead(poll.fd)
                if isLeft && entries[key]?.isLeft == true { shutdown(poll.fd, Int32(SHUT_RDWR)) }
                entries[key]?.isLeft = isLeft
            }
        }
    }

    /// `POLLRDHUP`, which Glibc's module does not show.
    private static let remoteEnd: Int16 = 0x2000

    private static func hasNothingToRead(_ descriptor: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
    }
}
