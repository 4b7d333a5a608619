import CatalogStore

/// Who may call a route.
package enum RouteAccess: String, Sendable {
    /// Everybody who can reach the service.
    case open
    case read, feedback, admin

    var scope: TokenScopes? {
        switch self {
        case .open: nil
        case .read: .read
        case .feedback: .feedback
        case .admin: .admin
        }
    }
}
