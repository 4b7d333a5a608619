import CatalogCore
import Synchronization

/// The candidates of questions that were asked lately: until the listener does something, or the tracks change, the same
/// question finds the same ones, and a search over all tracks is most of the work of an answer.
final class CandidateCache: Sendable {
    /// All that the candidates of a listing's first block depend on, beside the index that the cache belongs to.
    struct Key: Hashable, Sendable {
        let user: UserID?
        /// The last event that the listener's part of the answer knows.
        let event: EventID
        let question: UInt32
        let nowSeconds: Double
        let limit: Int
    }

    /// Some kilobytes each.
    private static let countMax = 2_000

    private let entries = Mutex(RecentValues<Key, [Int32]>(costMax: CandidateCache.countMax))

    func candidates(for key: Key) -> [Int32]? { entries.withLock { $0.value(of: key) } }

    func keep(_ candidates: [Int32], for key: Key) { entries.withLock { $0.keep(candidates, of: key) } }
}
