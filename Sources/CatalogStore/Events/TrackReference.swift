/// A track in somebody's own words: enough to find it here, now or when it arrives.
package struct TrackReference: Sendable, Hashable, Codable {
    package var artist: String
    package var title: String
    package var album: String?
    package var durationMs: Int?
    /// Of the audio alone, hexadecimal.
    package var audioHash: String?
    /// Who gave `externalID`: `spotify`, `musicbrainz`, …
    package var provider: String?
    package var externalID: String?

    package init(
        artist: String, title: String, album: String? = nil, durationMs: Int? = nil, audioHash: String? = nil,
        provider: String? = nil, externalID: String? = nil
    ) {
        self.artist = artist
        self.title = title
        self.album = album
        self.durationMs = durationMs
        self.audioHash = audioHash
        self.provider = provider
        self.externalID = externalID
    }

    enum CodingKeys: String, CodingKey {
        case artist, title, album, durationMs, audioHash, provider
        case externalID = "externalId"
    }

    /// All words in one, so that the same words are one row: joined by a character that no tag contains.
    var identity: String {
        [
            artist, title, album ?? "", durationMs.map(String.init) ?? "", audioHash ?? "", provider ?? "",
            externalID ?? "",
        ].joined(separator: "\u{1F}")
    }
}
