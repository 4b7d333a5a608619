import CatalogCore
import Learning

/// An endless listing that learns from what is said of each track at once.
package struct RadioSession: Sendable {
    private var snapshot: RecommendationSnapshot
    private let query: Query
    private let names: BitSet?
    private let nowSeconds: Double
    private var shown: [TrackID] = []
    private var lastArtists: [ArtistID] = []
    /// Who listens; somebody nobody knows where no user was named.
    private let listener: UserID

    /// Nobody in a catalog has this number.
    private static let anonymous = UserID(-1)
    /// How many of the best are looked at for one of another artist.
    private static let choiceCount = 8
    private static let artistMemory = 2

    /// - Parameter names: the tracks that meet the filter's clauses about names, see `NameFilter`.
    package init(_ snapshot: RecommendationSnapshot, _ query: Query, nowSeconds: Double, names: BitSet?) {
        self.snapshot = snapshot
        self.nowSeconds = nowSeconds
        self.names = names
        listener = query.user ?? Self.anonymous
        var query = query
        query.user = listener
        query.limit = Self.choiceCount
        self.query = query
    }

    /// The next track, none of those before; nil when nothing is left.
    package mutating func next() throws -> Recommendation? {
        guard shown.count < Cursor.offsetMax else { return nil }
        var query = query
        query.excluded += shown
        let choices = try snapshot.answer(query, nowSeconds: nowSeconds, names: names).recommendations
        let other = choices.first { $0.artist.map { !lastArtists.contains($0) } ?? true }
        guard let chosen = other ?? choices.first else { return nil }
        shown.append(chosen.track)
        lastArtists = (lastArtists + [chosen.artist].compactMap { $0 }).suffix(Self.artistMemory)
        return chosen
    }

    /// The next choice knows it.
    package mutating func record(_ kind: Signal.Kind, of track: TrackID) {
        snapshot.record(Signal(kind, timeSeconds: nowSeconds), user: listener, track: track)
    }
}
