/// One event of the demo library's listening history; a line of `listens.jsonl`.
package struct DemoListen: Sendable, Codable, Equatable {
    package enum Kind: String, Sendable, Codable { case play, skip, like, rating }

    package let user: String
    /// Below the library's folder.
    package let path: String
    package let artist: String
    package let title: String
    package let kind: Kind
    /// Seconds since 1970.
    package let time: Int
    /// The share of the track that was heard; plays and skips have it.
    package let completion: Double?
    /// 1...5; ratings have it.
    package let rating: Int?
}
