/// For, against, never again: the last one said holds.
package enum Stance: Int, Sendable, CaseIterable, Codable {
    case like = 1
    case dislike = -1
    case ban = -2

    init?(kind: EventKind) {
        switch kind {
        case .like: self = .like
        case .dislike: self = .dislike
        case .ban: self = .ban
        default: return nil
        }
    }

    package var name: String {
        switch self {
        case .like: "like"
        case .dislike: "dislike"
        case .ban: "ban"
        }
    }
}
