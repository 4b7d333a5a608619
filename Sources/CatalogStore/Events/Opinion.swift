import CatalogCore

/// What a user thinks of a track now, and how often they heard it: derived from the log.
package struct Opinion: Sendable, Equatable {
    /// The last word on something, and the event that said it.
    package struct Word<Value: Sendable & Equatable>: Sendable, Equatable {
        package var value: Value
        package var event: EventID
        package var time: Timestamp
    }

    package var user: UserID
    package var track: TrackID
    package var stance: Word<Stance>?
    package var rating: Word<Double>?
    package var playCount = 0
    package var skipCount = 0
    /// All plays and skips together.
    package var playedMs = 0
    package var lastHeard: Timestamp?

    package init(user: UserID, track: TrackID) {
        self.user = user
        self.track = track
    }

    /// True where nothing is left to say.
    var isEmpty: Bool { stance == nil && rating == nil && playCount == 0 && skipCount == 0 }

    /// Takes in one event of this user and track, in any order; later time wins, and of one time the later id.
    mutating func include(
        kind: EventKind, id: EventID, time: Timestamp, playedMs: Int?, rating value: Double?
    ) {
        switch kind {
        case .play, .skip:
            if kind == .play { playCount += 1 } else { skipCount += 1 }
            self.playedMs += playedMs ?? 0
            lastHeard = max(lastHeard ?? time, time)
        case .like, .dislike, .ban:
            guard let said = Stance(kind: kind) else { return }
            if let stance, (stance.time, stance.event) > (time, id) { return }
            stance = Word(value: said, event: id, time: time)
        case .rating:
            guard let value else { return }
            if let rating, (rating.time, rating.event) > (time, id) { return }
            rating = Word(value: value, event: id, time: time)
        case .removal: break
        }
    }
}
