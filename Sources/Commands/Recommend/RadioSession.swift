import CatalogCore
import Learning
import Recommend

/// An endless listing that learns from what is said of each track at once.
struct RadioSession {
    private var snapshot: RecommendationSnapshot
    private let query: Query
    private let names: BitSet?
    private let nowSeconds: Double
    private var shown: [Int32] = []
    private var lastArtists: [ArtistID] = []
    /// Who listens; somebody nobody knows where no user was named.
    private let listener: UserID

    /// Nobody in a catalog has this number.
    private static let anonymous = UserID(-1)
    /// How many of the best are looked at for one of another artist.
    private static let choiceCount = 8
    private static let artistMemory = 2

    init(_ session: RecommendSession, _ query: Query, names: BitSet?) {
        snapshot = session.snapshot
        nowSeconds = session.nowSeconds
        self.names = names
        listener = query.user ?? Self.anonymous
        var query = query
        query.user = listener
        query.limit = Self.choiceCount
        self.query = query
    }

    /// The next track, none of those before; nil when nothing is left.
    mutating func next() throws -> Recommendation? {
        guard shown.count < Cursor.shownCountMax else { return nil }
        var query = query
        query.cursor = Cursor(shown: shown)
        let choices = try snapshot.answer(query, nowSeconds: nowSeconds, names: names).recommendations
        let other = choices.first { $0.artist.map { !lastArtists.contains($0) } ?? true }
        guard let chosen = other ?? choices.first, let index = snapshot.table.index(of: chosen.track) else {
            return nil
        }
        shown.append(index)
        lastArtists = (lastArtists + [chosen.artist].compactMap { $0 }).suffix(Self.artistMemory)
        return chosen
    }

    /// The next choice knows it.
    mutating func record(_ kind: Signal.Kind, of track: TrackID) {
        snapshot.record(Signal(kind, timeSeconds: nowSeconds), user: listener, track: track)
    }
}
