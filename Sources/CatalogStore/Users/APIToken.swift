import CatalogCore

/// What is known of a token; its secret was shown once and is kept nowhere.
package struct APIToken: Sendable, Equatable {
    package var id: Int64
    package var user: UserID
    package var label: String
    package var scopes: TokenScopes
    package var created: Timestamp
    package var expires: Timestamp?
    package var revoked: Timestamp?
    package var lastUsed: Timestamp?

    package func isValid(at now: Timestamp) -> Bool { revoked == nil && expires.map { $0 > now } ?? true }
}
