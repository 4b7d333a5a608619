import CatalogCore
import CatalogStore

/// An event with the names that people and files want.
struct FeedbackRow: Sendable {
    let event: Event
    let user: String
    let track: TrackReference?
    /// The event that took this one back.
    let removal: Event?

    /// The value of a field.
    func cell(_ field: FeedbackField) -> Cell {
        switch field {
        case .user: .text(user)
        case .kind: .text(event.kind.rawValue)
        case .time: event.time.cell
        case .trackID: event.track.map { .id($0.rawValue) } ?? .missing
        case .artist: Cell(track?.artist)
        case .title: Cell(track?.title)
        case .album: Cell(track?.album)
        case .durationSeconds: Self.length(track?.durationMs)
        case .audioHash: Cell(track?.audioHash)
        case .provider: Cell(track?.provider)
        case .externalID: Cell(track?.externalID)
        case .rating: event.rating.map { .number($0, decimals: 1) } ?? .missing
        case .playedSeconds: Self.length(event.playedMs)
        case .totalSeconds: Self.length(event.totalMs)
        case .source: Cell(event.source)
        case .session: Cell(event.session)
        case .context: Cell(event.context)
        case .key: Cell(event.idempotencyKey)
        case .undone: removal?.time.cell ?? .missing
        }
    }

    /// As an object without the fields that are missing.
    func json(_ fields: [FeedbackField]) -> [(String, JSONValue)] {
        fields.compactMap { field in
            let cell = cell(field)
            return cell == .missing ? nil : (field.rawValue, cell.json)
        }
    }

    private static func length(_ milliseconds: Int?) -> Cell {
        milliseconds.map { .duration(seconds: Double($0) / 1_000) } ?? .missing
    }
}
