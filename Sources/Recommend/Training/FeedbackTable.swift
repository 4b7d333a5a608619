import CatalogCore
import CatalogStore
import Learning

/// What everybody did, as the learners read it: people and tracks by dense places, preferences as of a moment.
package struct FeedbackTable: Sendable {
    /// By place, in the order of the users' first events.
    package let users: [UserID]
    /// By place, ascending.
    package let tracks: [TrackID]
    package let interactions: Interactions
    /// By track, what `TrendScale.score` reads: a listener counts once, as of the last time they heard it or liked it.
    package let trends: [Double]
    /// The last event that was read; 0 for none.
    package let lastEvent: Int64
    /// How many events of known tracks that were.
    package let eventCount: Int

    /// People × tracks, when nothing else is needed any more.
    consuming func matrixAlone() -> SparseMatrix { interactions.matrix() }

    /// Reads the whole log once. O(events) memory: 25 bytes each.
    package static func read(
        _ catalog: some CatalogReading, weights: SignalWeights, nowSeconds: Double
    ) throws -> FeedbackTable {
        var log = FeedbackLog()
        log.reserveCapacity(Int(try catalog.lastEventID()?.rawValue ?? 0))
        try catalog.forEachEvent(after: nil) { log.add($0) }
        return log.table(weights: weights, nowSeconds: nowSeconds)
    }

    /// A table of what is at hand, such as a test's; events are numbered from 1.
    package init(
        _ signals: [(user: UserID, track: TrackID, signal: Signal)], weights: SignalWeights,
        nowSeconds: Double
    ) {
        var log = FeedbackLog()
        for (place, said) in signals.enumerated() {
            log.add(said.signal, user: said.user, track: said.track, event: Int64(place + 1))
        }
        self = log.table(weights: weights, nowSeconds: nowSeconds)
    }

    init(
        users: [UserID], tracks: [TrackID], interactions: Interactions, trends: [Double], lastEvent: Int64,
        eventCount: Int
    ) {
        self.users = users
        self.tracks = tracks
        self.interactions = interactions
        self.trends = trends
        self.lastEvent = lastEvent
        self.eventCount = eventCount
    }

    /// The preferences of a part of the people, over the tracks that they met.
    package func sample(of userCount: Int, seed: UInt64) -> (interactions: Interactions, tracks: [Int32]) {
        var generator = SplitMix64(seed: seed)
        let chosen = Set(
            users.count <= userCount
                ? Array(users.indices)
                : Array(users.indices.shuffled(using: &generator).prefix(userCount)))
        let places = (0..<interactions.count).filter { chosen.contains(Int(interactions.users[$0])) }
        let met = Set(places.map { interactions.items[$0] }).sorted()
        var placeOfTrack: [Int32: Int32] = [:]
        for (place, track) in met.enumerated() { placeOfTrack[track] = Int32(place) }
        var placeOfUser: [Int32: Int32] = [:]
        for user in chosen.sorted() { placeOfUser[Int32(user)] = Int32(placeOfUser.count) }
        var part = Interactions(userCount: placeOfUser.count, itemCount: met.count)
        part.reserveCapacity(places.count)
        for place in places {
            part.append(
                user: placeOfUser[interactions.users[place]] ?? 0,
                item: placeOfTrack[interactions.items[place]] ?? 0, weight: interactions.weights[place],
                timeSeconds: interactions.timesSeconds[place])
        }
        return (part, met)
    }
}
