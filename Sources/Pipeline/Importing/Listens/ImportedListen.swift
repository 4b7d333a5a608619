/// One line of somebody's listening history, before anybody knows which track it was.
package struct ImportedListen: Sendable, Equatable {
    /// Nil where the file speaks of one person only.
    package var user: String?
    package var artist: String
    /// Nil where only the artist was counted.
    package var title: String?
    package var album: String?
    /// When it began, seconds since 1970; nil for counts.
    package var time: Int?
    package var playedSeconds: Double?
    package var durationSeconds: Double?
    package var isSkipped: Bool?
    /// How often; 1 for a single listen.
    package var count = 1
    /// The service's own id of the track: `spotify:track:…`, a MusicBrainz id.
    package var externalID: String?

    /// The share of the track that was heard, where the file tells that instead of seconds.
    package var completion: Double?
    /// A like or a rating, which is no listen of its own.
    package var opinion: Opinion?

    /// What somebody said of a track.
    package enum Opinion: Sendable, Equatable {
        case like
        /// 1...5
        case rating(Int)
    }

    package init(artist: String) { self.artist = artist }

    /// What makes two lines the same listen: importing a file twice adds nothing.
    ///
    /// A listen with a time is told by user, second, artist and title; a count by user, artist and title.
    package func key(defaultUser: String) -> String {
        var parts = [user ?? defaultUser, time.map(String.init) ?? "", artist, title ?? ""]
        switch opinion {
        case .like: parts.append("like")
        case .rating: parts.append("rating")
        case nil: break
        }
        var hash = StableHash()
        for part in parts {
            hash.add(part)
            hash.add("\u{1F}")
        }
        return hash.hexadecimal
    }
}
