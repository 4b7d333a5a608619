import CatalogCore

/// What an event is about, as the log has it: a track that is here, the row of somebody's words for it, or both.
struct EventSubject: Hashable {
    let track: TrackID?
    let reference: Int64?

    /// One number for it, as the natural key of events has it.
    var code: Int64 { track?.rawValue ?? -(reference ?? 0) }
}
