import CatalogStore

/// What a person can say of a track, as it is typed.
enum FeedbackKind: String, CaseIterable, Sendable {
    case play
    case skip
    case like
    case dislike
    case ban
    case rating

    var event: EventKind {
        switch self {
        case .play: .play
        case .skip: .skip
        case .like: .like
        case .dislike: .dislike
        case .ban: .ban
        case .rating: .rating
        }
    }
}
