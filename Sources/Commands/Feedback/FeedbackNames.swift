import CatalogCore
import CatalogStore

/// Puts names to events; those of users and tracks that come again are remembered.
struct FeedbackNames {
    private var users: [UserID: String] = [:]
    private var tracks: [TrackID: TrackReference] = [:]

    /// Names of more tracks are asked for anew.
    private static let trackCountMax = 100_000

    mutating func row(_ event: Event, in catalog: some CatalogReading) throws -> FeedbackRow {
        FeedbackRow(
            event: event, user: try name(event.user, in: catalog), track: try words(for: event, in: catalog),
            removal: try catalog.removal(of: event.id).flatMap { try catalog.event($0) })
    }

    private mutating func name(_ user: UserID, in catalog: some CatalogReading) throws -> String {
        if let name = users[user] { return name }
        let name = try catalog.user(user)?.name ?? "\(user)"
        users[user] = name
        return name
    }

    private mutating func words(for event: Event, in catalog: some CatalogReading) throws -> TrackReference? {
        guard let track = event.track else { return event.reference }
        return try words(for: track, in: catalog)
    }

    /// The words that find a track in any catalog.
    mutating func words(for track: TrackID, in catalog: some CatalogReading) throws -> TrackReference? {
        if let words = tracks[track] { return words }
        let words = try catalog.reference(to: track)
        if tracks.count >= Self.trackCountMax { tracks.removeAll(keepingCapacity: true) }
        tracks[track] = words
        return words
    }
}
