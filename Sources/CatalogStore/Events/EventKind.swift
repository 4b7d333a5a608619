/// What somebody did.
package enum EventKind: String, Sendable, Codable, CaseIterable {
    case play, skip, like, dislike, ban, rating, removal

    /// The number in the file.
    package var code: Int {
        switch self {
        case .play: 1
        case .skip: 2
        case .like: 3
        case .dislike: 4
        case .ban: 5
        case .rating: 6
        case .removal: 7
        }
    }

    init?(code: Int) {
        guard let kind = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = kind
    }
}
