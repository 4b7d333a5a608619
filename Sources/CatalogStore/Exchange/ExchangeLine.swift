/// One line of an export: a JSON object whose `type` says what it is; what does not apply is absent.
struct ExchangeLine: Codable {
    enum Kind: String, Codable { case catalog, user, event, playlist }

    /// Names another event of the same user and track.
    struct Removed: Codable {
        var kind: EventKind
        var timeMs: Int64
        var sequence: Int?
    }

    var type: Kind
    /// Of the format, on the first line.
    var version: Int?
    /// The user's name, on lines of events and playlists.
    var user: String?
    var name: String?
    var displayName: String?
    var summary: String?
    var createdMs: Int64?
    var updatedMs: Int64?
    var kind: EventKind?
    var timeMs: Int64?
    var sequence: Int?
    var track: TrackReference?
    var playedMs: Int?
    var totalMs: Int?
    var rating: Double?
    var removes: Removed?
    var source: String?
    var session: String?
    var context: String?
    var key: String?
    var entries: [TrackReference]?

    static let formatVersion = 1

    init(_ type: Kind) { self.type = type }
}
