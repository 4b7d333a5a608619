/// What a track is called, as answers show it and reasons speak of it.
struct TrackWords: Sendable {
    /// The track as JSON.
    let json: [UInt8]
    /// `Artist - Title`.
    let title: String
}
