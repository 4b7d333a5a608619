import CatalogCore
import CatalogStore

/// Of which music, whose listening and which time statistics are.
package struct StatisticsScope: Sendable {
    /// The first moment that counts.
    package var since: Timestamp?
    /// The first moment that does not count any more.
    package var until: Timestamp?
    /// Only these tracks and what was done with them.
    package var tracks: Set<TrackID>?
    /// Only what this one did.
    package var user: UserID?
    /// The length of lists.
    package var limit = 20
    /// By what lists are ordered; by popularity where the catalog knows it and nothing else is said.
    package var order: StatisticsOrder?
    /// Genres, artists and eras of fewer tracks are left out.
    package var trackCountMin = 1
    /// True where each artist of a shared credit is counted, false where the credit is one name.
    package var splitsCredits = false
    /// The milliseconds by which the clock on the wall is ahead of UTC at a moment.
    package var offsetMs: @Sendable (Int64) -> Int64 = { _ in 0 }

    package static let limitMax = 100_000

    package init() {}

    var timeRange: Range<Int64> {
        let start = since?.milliseconds ?? .min
        return start..<max(start, until?.milliseconds ?? .max)
    }

    /// True where a time or a person is meant, so that popularity elsewhere is not the question.
    var isAboutListening: Bool { since != nil || until != nil || user != nil }
}
