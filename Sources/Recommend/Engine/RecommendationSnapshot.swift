import CatalogCore
import Learning

/// Everything that an answer needs, as it is at one moment: a value, so that answers and changes do not meet.
package struct RecommendationSnapshot: Sendable {
    package var table: TrackTable
    package var models: RecommendationModels
    package var listeners: ListenerBook
    package let weights: SignalWeights
    /// Where tracks lie by their features; nil where a trained model places them.
    package var soundSpace: SoundSpace?

    package init(
        table: TrackTable, models: RecommendationModels, listeners: ListenerBook = ListenerBook(),
        weights: SignalWeights = .standard
    ) {
        self.table = table
        self.models = models
        self.listeners = listeners
        self.weights = weights
    }

    /// Takes in what somebody just did; false where the track is not known.
    @discardableResult
    package mutating func record(_ signal: Signal, user: UserID, track: TrackID) -> Bool {
        guard let index = table.index(of: track) else { return false }
        listeners.update(user) { $0.include(signal, track: index, weights: weights) }
        return true
    }

    /// Takes in much that one listener did.
    package mutating func include(_ signals: [(track: TrackID, signal: Signal)], user: UserID) {
        for (track, signal) in signals { record(signal, user: user, track: track) }
    }

    /// Puts back what a listener did with a track, after some of it was taken back.
    package mutating func replace(_ signals: [Signal], user: UserID, track: TrackID) {
        guard let index = table.index(of: track) else { return }
        var pair: PairSignals?
        for signal in signals {
            var kept = pair ?? PairSignals()
            kept.include(signal, weights: weights)
            pair = kept
        }
        listeners.update(user) { $0.replace(pair, track: index) }
    }

    /// Adds a track, or what is newly known of one.
    package mutating func insert(_ entry: TrackTable.Entry, embedding: [Float]? = nil) {
        let before = table.count
        table.insert(entry)
        if table.count > before { models.append(embedding: embedding) }
    }

    /// What everybody likes, as the learners read it.
    package func interactions(nowSeconds: Double) -> Interactions {
        let users = listeners.users
        var interactions = Interactions(userCount: users.count, itemCount: table.count)
        for (row, user) in users.enumerated() {
            guard let history = listeners[user]?.history(nowSeconds: nowSeconds, weights: weights) else {
                continue
            }
            for place in history.items.indices {
                interactions.append(
                    user: Int32(row), item: history.items[place], weight: history.weights[place],
                    timeSeconds: history.timesSeconds[place])
            }
        }
        return interactions
    }

    /// Answers a question as of a moment; the same question gives the same answer until something changes.
    ///
    /// - Parameter names: the tracks that meet the filter's clauses about names, which the catalog's own search
    ///   knows; nil where the filter has none.
    package func answer(
        _ query: Query, nowSeconds: Double, names: BitSet? = nil
    ) throws(RecommendError) -> Answer {
        guard (1...Query.limitMax).contains(query.limit) else { throw .limitOutOfRange(query.limit) }
        try checkPath(query)
        if let last = query.cursor?.shown.last, last >= table.count { throw .foreignCursor }
        let question = try Question(query, snapshot: self, nowSeconds: nowSeconds, names: names)
        let ranked = question.ranked()
        let page = question.page(from: ranked)
        let shown = (query.cursor?.shown ?? []) + page.map(\.track).compactMap(table.index(of:))
        // A page may be short because its artists have had their share; the next one starts anew.
        let isPath = query.from != nil || query.to != nil
        let isShort = query.wanted == .artists ? page.count < query.limit : page.count == ranked.count
        let isLast = isPath || page.isEmpty || isShort || shown.count >= Cursor.shownCountMax
        return Answer(recommendations: page, next: isLast ? nil : Cursor(shown: shown))
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

    /// Where a track lies in the space of sound; nil where nobody has heard it.
    package func place(of track: TrackID) -> [Float]? { table.index(of: track).flatMap(models.embedding) }

    /// The tracks that sound like an embedding that is in no catalog.
    package func similar(toSound embedding: [Float], limit: Int = 20, among names: BitSet? = nil) -> [(
        track: TrackID, similarity: Double
    )] {
        let length = embedding.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 0 else { return [] }
        let unit = embedding.map { $0 / length }
        var allowed = table.shown
        if let names { allowed.formIntersection(names) }
        return models.nearest(toSound: unit, limit: limit, allowed: allowed).map {
            (table.ids[Int($0.item)], Double($0.score))
        }
    }
}
