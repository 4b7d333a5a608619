import CatalogCore

/// What a batch of events changes in opinions, written once at its end.
struct PendingOpinions {
    /// What to write for one user and track.
    struct Change {
        var opinion: Opinion
        /// True where `opinion` is all there is to say, false where it is to be added to what the file has.
        var isWhole: Bool
    }

    private struct Pair: Hashable {
        let user: UserID
        let track: TrackID
    }

    private var changes: [Pair: Change] = [:]

    /// By user and track, as the file has them.
    var sorted: [Change] {
        changes.values.sorted { ($0.opinion.user, $0.opinion.track) < ($1.opinion.user, $1.opinion.track) }
    }

    mutating func include(_ event: NewEvent, id: EventID, track: TrackID, transaction: Transaction) throws {
        let pair = Pair(user: event.user, track: track)
        if event.kind == .removal {
            // Nothing can be subtracted from a sum of unknown parts: the log, which has this batch too, is read anew.
            let derived = try transaction.derivedOpinion(of: event.user, on: track)
            changes[pair] = Change(opinion: derived, isWhole: true)
            return
        }
        changes[pair, default: Change(opinion: Opinion(user: event.user, track: track), isWhole: false)]
            .opinion
            .include(
                kind: event.kind, id: id, time: event.time, playedMs: event.playedMs, rating: event.rating)
    }
}
