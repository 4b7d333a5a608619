/// What matching knows of a track on either side.
package struct MatchSubject: Sendable {
    package let title: String
    package let artists: [String]
    package let album: String?
    package let durationSeconds: Double?

    package init(title: String, artists: [String], album: String? = nil, durationSeconds: Double? = nil) {
        self.title = title
        self.artists = artists
        self.album = album
        self.durationSeconds = durationSeconds
    }
}
