import CatalogCore
import CatalogStore
import Synchronization

/// Counts up with what somebody did, so that an answer about them that was made before is known to be old.
///
/// Feedback of this service is told by user. What another program writes shows in the catalog's count of transactions,
/// and is taken to be about everybody.
final class FeedbackMarks: Sendable {
    struct Mark: Sendable, Equatable {
        let own: Int64
        let foreign: Int64
    }

    private struct State {
        var ofUsers: [UserID: Int64] = [:]
        var foreign: Int64 = 0
        /// The counts that transactions of this service have made, or are about to make, and how many of them: one that
        /// changed nothing leaves its count to the next.
        var ours: [Int64: Int] = [:]
        var followed: Int64?
    }

    private static let userCountMax = 200_000
    private static let followedMax: Int64 = 100_000

    private let state = Mutex(State())

    /// Called inside a transaction, which no other program can overtake: `revision` is what it will count up to.
    func willWrite(_ revision: Int64) { state.withLock { $0.ours[revision, default: 0] += 1 } }

    /// The transaction was taken back, or changed nothing.
    func didNotWrite(_ revision: Int64) {
        state.withLock { state in
            guard let count = state.ours[revision] else { return }
            state.ours[revision] = count > 1 ? count - 1 : nil
        }
    }

    /// Feedback is on disk that came through this service.
    func arrived(of users: Set<UserID>) {
        state.withLock { state in
            if state.ofUsers.count + users.count > Self.userCountMax {
                state.ofUsers.removeAll()
                state.foreign += 1
            }
            for user in users { state.ofUsers[user, default: 0] += 1 }
        }
    }

    /// Takes in the catalog's count of transactions about events; true where another program made one of them.
    @discardableResult
    func follow(_ revision: Int64) -> Bool {
        state.withLock { state in
            guard let followed = state.followed, revision >= followed else {
                state.followed = revision
                return false
            }
            var isForeign = revision - followed > Self.followedMax
            if isForeign {
                state.ours = state.ours.filter { $0.key > revision }
            } else if revision > followed {
                for number in followed + 1...revision where state.ours.removeValue(forKey: number) == nil {
                    isForeign = true
                }
            }
            if isForeign { state.foreign += 1 }
            state.followed = revision
            return isForeign
        }
    }

    func mark(of user: UserID?) -> Mark {
        state.withLock { state in
            Mark(own: user.flatMap { state.ofUsers[$0] } ?? 0, foreign: state.foreign)
        }
    }
}
