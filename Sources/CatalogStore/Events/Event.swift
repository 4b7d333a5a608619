import CatalogCore

/// One line of the log.
package struct Event: Sendable, Equatable, Codable {
    package var id: EventID
    package var user: UserID
    /// Nil while the track is not here; then `reference` says what was heard.
    package var track: TrackID?
    package var kind: EventKind
    package var time: Timestamp
    package var playedMs: Int?
    package var totalMs: Int?
    package var rating: Double?
    /// The event that a removal takes back.
    package var removed: EventID?
    package var source: String?
    package var session: String?
    package var context: String?
    package var idempotencyKey: String?
    package var reference: TrackReference?
}
