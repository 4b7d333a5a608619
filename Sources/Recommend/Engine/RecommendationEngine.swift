import CatalogCore
import Learning
import Synchronization

/// The snapshot that a running program shares: answers take it as it is, changes replace it.
package final class RecommendationEngine: Sendable {
    private let state: Mutex<RecommendationSnapshot>

    package init(_ snapshot: RecommendationSnapshot) { state = Mutex(snapshot) }

    package var snapshot: RecommendationSnapshot { state.withLock { $0 } }

    /// Changes the snapshot; answers that are being made keep the old one.
    package func update<Result>(_ change: (inout RecommendationSnapshot) throws -> Result) rethrows -> Result
    {
        try state.withLock { try change(&$0) }
    }

    /// Takes in what somebody just did: the next answer knows it.
    @discardableResult
    package func record(_ signal: Signal, user: UserID, track: TrackID) -> Bool {
        state.withLock { $0.record(signal, user: user, track: track) }
    }

    package func answer(_ query: Query, nowSeconds: Double, names: BitSet? = nil) throws(RecommendError)
        -> Answer
    {
        try snapshot.answer(query, nowSeconds: nowSeconds, names: names)
    }
}
