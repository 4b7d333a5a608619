import CatalogCore

/// The opinions that a batch of events changes, written once at its end.
struct PendingOpinions {
    private struct Pair: Hashable {
        let user: UserID
        let track: TrackID
    }

    private var opinions: [Pair: Opinion] = [:]

    /// By user and track, as the file has them.
    var changed: [Opinion] { opinions.values.sorted { ($0.user, $0.track) < ($1.user, $1.track) } }

    mutating func include(_ event: NewEvent, id: EventID, track: TrackID, transaction: Transaction) throws {
        let pair = Pair(user: event.user, track: track)
        if event.kind == .removal {
            opinions[pair] = try transaction.derivedOpinion(of: event.user, on: track)
            return
        }
        var opinion =
            try opinions[pair] ?? transaction.opinion(of: event.user, on: track)
            ?? Opinion(user: event.user, track: track)
        opinion.include(
            kind: event.kind, id: id, time: event.time, playedMs: event.playedMs, rating: event.rating)
        opinions[pair] = opinion
    }
}
