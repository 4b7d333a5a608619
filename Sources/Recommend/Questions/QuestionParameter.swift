/// The named texts that make up a question: the names of an address's parameters.
package enum QuestionParameter: String, Sendable, CaseIterable {
    case artist, track, id, user, playlist, genre, mood, like, unlike, from, to
    case filter = "where"
    case weights, diversity, popularity, fresh
    case perArtist = "per-artist"
    /// `yes`: only what the person has heard; `no`: only what they have not.
    case heard
    case limit, cursor, shuffle
    /// `yes`: artists are the answer, not tracks.
    case artists

    /// True for what may be named many times.
    package var repeats: Bool {
        switch self {
        case .artist, .track, .id, .genre, .like, .unlike: true
        default: false
        }
    }
}
