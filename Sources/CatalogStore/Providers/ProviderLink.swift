import CatalogCore

/// The claim that a provider's row and a track are one.
package struct ProviderLink: Sendable, Equatable {
    package enum Method: String, Sendable, Codable { case `import`, match, person }
    package enum Decision: String, Sendable, Codable { case accepted, open, rejected }

    package var row: Int64
    package var provider: String
    package var externalID: String
    package var track: TrackID
    package var confidence: Double
    package var method: Method
    package var decision: Decision
}
