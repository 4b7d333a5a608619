import CatalogCore

/// What is known of a trained model, without its weights.
package struct ModelRecord: Sendable, Equatable {
    package var id: ModelID
    package var name: String
    /// `embedding`, `genre`, `mood`, `critic`, `classifier`, `factors`, …
    package var kind: String
    package var version: Int
    package var parent: ModelID?
    package var run: RunID?
    package var featureSetVersion: Int?
    package var seed: UInt64
    package var dimension: Int?
    /// JSON objects.
    package var parameters: String
    package var training: String
    package var metrics: String
    package var isActive: Bool
    package var created: Timestamp
    /// SHA-256 of the weights.
    package var checksum: [UInt8]
}
