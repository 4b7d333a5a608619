import CatalogCore
import Learning

/// Everything that an answer needs, as it is at one moment: a value, so that answers and changes do not meet.
package struct RecommendationSnapshot: Sendable {
    package let index: RecommendationIndex
    /// Those that are asked for; the rest are in what was learned.
    package var listeners: [UserID: Listener]
    /// What was played since the index was made, by track.
    package var news: [Int32: Double]
    /// The last event that listeners and news know; nil for none.
    package var lastEvent: EventID?
    package let weights: SignalWeights
    /// Where candidates are kept from one answer to the next; nil for an answer that stands alone.
    var candidates: CandidateCache?
    /// The last event that the listener who asks is known by; nil where something else was recorded of them.
    var listenerEvent: EventID?

    package init(
        index: RecommendationIndex, listeners: [UserID: Listener] = [:], news: [Int32: Double] = [:],
        lastEvent: EventID? = nil, weights: SignalWeights = .standard
    ) {
        self.index = index
        self.listeners = listeners
        self.news = news
        self.lastEvent = lastEvent
        self.weights = weights
    }

    package var table: TrackTable { index.table }
    package var models: RecommendationModels { index.models }

    /// Takes in what somebody just did; false where the track is not known.
    @discardableResult
    package mutating func record(_ signal: Signal, user: UserID, track: TrackID) -> Bool {
        guard let place = table.index(of: track) else { return false }
        candidates = nil
        listeners[user, default: Listener()].include(signal, track: place, weights: weights)
        return true
    }

    /// Answers a question as of a moment; the same question gives the same answer until something changes.
    ///
    /// A query with a cursor is to be asked of the moment that the cursor names: `listeners` and `news` as of its event.
    /// - Parameters:
    ///   - names: the tracks that meet the filter's clauses about names, which the catalog's own search knows; nil where
    ///     the filter has none.
    ///   - current: what the listener has done by now, for the later pages of a listing: what was banned (or heard, where
    ///     only unheard tracks are asked for) since it began is left out.
    package func answer(
        _ query: Query, nowSeconds: Double, names: BitSet? = nil, current: Listener? = nil
    ) throws(RecommendError) -> Answer {
        guard (1...Query.limitMax).contains(query.limit) else { throw .limitOutOfRange(query.limit) }
        try checkPath(query)
        let fingerprint = query.fingerprint
        if let cursor = query.cursor {
            guard cursor.index == index.stamp.fingerprint else { throw .changedCatalog }
            guard cursor.question == fingerprint else { throw .otherQuestion }
        }
        let moment = query.cursor?.nowSeconds ?? nowSeconds
        let question = try Question(
            query, snapshot: self, nowSeconds: moment, names: names, fingerprint: fingerprint)
        if query.from != nil || query.to != nil {
            return Answer(recommendations: question.recommendations(question.path()), next: nil)
        }
        let pageSize = query.cursor?.pageSize ?? query.limit
        var listing = Listing(question, pageSize: pageSize)
        var skipped = query.cursor?.offset ?? 0
        var offset = 0
        var page: [Candidate] = []
        var pending: ArraySlice<Candidate> = []
        while page.count < query.limit {
            if pending.isEmpty {
                // Pages of the listing's own size or smaller end where its pages do: so its artists keep their share.
                if !page.isEmpty && query.limit <= pageSize { break }
                pending = listing.nextPage()[...]
            }
            guard let candidate = pending.popFirst() else { break }
            offset += 1
            if skipped > 0 {
                skipped -= 1
            } else if !isRefused(candidate.index, current, query) {
                page.append(candidate)
            }
        }
        let isShort = query.wanted == .artists && page.count < query.limit
        let isLast =
            page.isEmpty || isShort || offset > Cursor.offsetMax || (pending.isEmpty && listing.isAtEnd())
        let next = Cursor(
            index: index.stamp.fingerprint, question: fingerprint, event: lastEvent?.rawValue ?? 0,
            nowSeconds: moment, pageSize: pageSize, offset: min(offset, Cursor.offsetMax))
        return Answer(recommendations: question.recommendations(page), next: isLast ? nil : next)
    }

    /// Whether the listener has turned a track down, or heard it, since the listing began.
    private func isRefused(_ index: Int32, _ current: Listener?, _ query: Query) -> Bool {
        guard let current else { return false }
        if current.refused.contains(index) { return true }
        return query.hearing == .unheard && current[index]?.lastHeardSeconds != nil
    }

    /// A path runs between two tracks whose sound is known.
    private func checkPath(_ query: Query) throws(RecommendError) {
        guard query.from != nil || query.to != nil else { return }
        guard let from = query.from, let to = query.to else { throw .pathNeedsBothEnds }
        for id in [from, to] {
            guard let index = table.index(of: id) else { throw .unknownTrack(id) }
            if models.embedding(of: index) == nil { throw .pathNeedsSound(id) }
        }
    }

    /// The tracks that go with one track.
    package func similar(to track: TrackID, limit: Int = 20) throws(RecommendError) -> Answer {
        var query = Query()
        query.tracks = [track]
        query.limit = limit
        return try answer(query, nowSeconds: 0)
    }

    /// What is played most now, among some tracks or all, with `TrendScale`'s scores; what nobody plays is not in it.
    package func trending(
        among tracks: [Int32]? = nil, limit: Int, nowSeconds: Double
    ) -> [(track: TrackID, score: Double)] {
        let trends = Trends(self, nowSeconds: nowSeconds)
        let shown = table.shown
        let played = (tracks ?? shown.members).filter { place in
            shown.contains(Int(place)) && models.trends[Int(place)] + (news[place] ?? 0) > 0
        }
        return trends.best(of: played, limit: limit).map {
            (table.id($0), Double(trends.popularity($0)))
        }
    }

    /// Where a track lies in the space of sound; nil where nobody has heard it.
    package func place(of track: TrackID) -> [Float]? {
        table.index(of: track).flatMap(models.embedding)
    }

    /// The tracks that sound like an embedding that is in no catalog.
    package func similar(toSound embedding: [Float], limit: Int = 20, among names: BitSet? = nil)
        -> [(
            track: TrackID, similarity: Double
        )]
    {
        let length = embedding.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { return [] }
        let unit = embedding.map { $0 / length }
        var allowed = table.shown
        if let names { allowed.formIntersection(names) }
        return models.nearest(toSound: unit, limit: limit, allowed: allowed).map {
            (table.id($0.item), Double($0.score))
        }
    }
}
