import CatalogCore
import CatalogStore

/// What a track is called, as answers show it and reasons speak of it.
struct TrackWords: Sendable {
    /// The track as JSON.
    let json: [UInt8]
    /// `Artist - Title`.
    let title: String

    /// Nil for a track that has gone.
    static func entry(of id: TrackID, _ service: ServiceCore) throws -> TrackWords? {
        try service.words.value(of: id, revision: service.revisions.ofMusic) {
            try service.catalog.read { try $0.track(id) }.map { track in
                var bytes: [UInt8] = []
                TrackAnswer.json(track).write(to: &bytes)
                return TrackWords(json: bytes, title: "\(track.artist) - \(track.title)")
            }
        }
    }

    static func artist(_ id: ArtistID, _ service: ServiceCore) throws -> Artist? {
        try service.artists.value(of: id, revision: service.revisions.ofMusic) {
            try service.catalog.read { try $0.artist(id) }
        }
    }
}
