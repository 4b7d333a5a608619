import CatalogCore

/// Something that somebody did, on its way into the log.
package struct NewEvent: Sendable, Equatable {
    /// What it was done to.
    package enum Subject: Sendable, Hashable {
        case track(TrackID)
        /// A track in somebody's words; it is looked up, and kept in these words where it is not here.
        case reference(TrackReference)
    }

    package var user: UserID
    package var subject: Subject
    package var kind: EventKind
    package var time: Timestamp
    package var playedMs: Int?
    package var totalMs: Int?
    /// 0.5…5.0 in half steps, for a rating.
    package var rating: Double?
    package var source: String?
    package var session: String?
    package var context: String?
    /// The client's own name for the event: one user's event of one key counts once, however often it is sent.
    package var idempotencyKey: String?
    /// For a removal; `undo` fills it in.
    var removed: EventID?
    var sequence = 0

    package init(user: UserID, subject: Subject, kind: EventKind, time: Timestamp) {
        self.user = user
        self.subject = subject
        self.kind = kind
        self.time = time
    }

    package init(user: UserID, track: TrackID, kind: EventKind, time: Timestamp) {
        self.init(user: user, subject: .track(track), kind: kind, time: time)
    }
}
