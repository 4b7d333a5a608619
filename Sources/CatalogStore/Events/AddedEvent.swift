import CatalogCore

/// An event of a batch that is new in the log, and about a track that is here: what opinions are brought up to date by.
struct AddedEvent {
    let user: UserID
    let track: TrackID
    let id: EventID
    /// Its place in the batch.
    let index: Int

    /// By user and track, as opinions lie in the file, and then as they lie in the log.
    static func precedes(_ left: AddedEvent, _ right: AddedEvent) -> Bool {
        (left.user.rawValue, left.track.rawValue, left.id.rawValue)
            < (right.user.rawValue, right.track.rawValue, right.id.rawValue)
    }
}
