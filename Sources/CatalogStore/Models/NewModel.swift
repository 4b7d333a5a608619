import CatalogCore

/// A model on its way into the catalog; its version is the next of its name.
package struct NewModel: Sendable {
    package var name: String
    package var kind: String
    package var parent: ModelID?
    package var run: RunID?
    package var featureSetVersion: Int?
    package var seed: UInt64
    package var dimension: Int?
    /// JSON objects.
    package var parameters = "{}"
    package var training = "{}"
    package var metrics = "{}"
    package var weights: [UInt8]

    package init(name: String, kind: String, seed: UInt64, weights: [UInt8]) {
        self.name = name
        self.kind = kind
        self.seed = seed
        self.weights = weights
    }
}
