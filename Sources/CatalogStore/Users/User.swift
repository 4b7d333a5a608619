import CatalogCore

/// Somebody who listens.
package struct User: Sendable, Equatable, Codable {
    package var id: UserID
    package var name: String
    package var displayName: String?
    package var createdMs: Timestamp
}
