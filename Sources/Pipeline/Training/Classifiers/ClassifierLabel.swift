/// What a classifier of a catalog tells apart.
package enum ClassifierLabel: Sendable, Equatable {
    case artist, genre, album
    /// The values of a field of the files' tags.
    case tag(String)

    private static let tagPrefix = "tag:"

    /// `artist`, `genre`, `album`, `tag:NAME`.
    package init?(_ text: String) {
        switch text {
        case "artist": self = .artist
        case "genre": self = .genre
        case "album": self = .album
        default:
            guard text.hasPrefix(Self.tagPrefix), text.count > Self.tagPrefix.count else { return nil }
            self = .tag(String(text.dropFirst(Self.tagPrefix.count)))
        }
    }

    package var text: String {
        switch self {
        case .artist: "artist"
        case .genre: "genre"
        case .album: "album"
        case .tag(let name): Self.tagPrefix + name
        }
    }

    /// The name that a model has where none is given: `classifier-artist`.
    package var modelName: String {
        "classifier-" + text.lowercased().map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    }
}
