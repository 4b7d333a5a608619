import CatalogCore

/// What a learner wants of an event: no text.
package struct LoggedEvent: Sendable, Equatable {
    package let id: EventID
    package let user: UserID
    package let track: TrackID
    package let kind: EventKind
    package let time: Timestamp
    package let playedMs: Int?
    package let totalMs: Int?
    package let rating: Double?
    package let removed: EventID?
}
