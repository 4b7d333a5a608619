/// What one epoch came to.
package struct EpochReport: Sendable, Equatable, Codable {
    package let epoch: Int
    package let loss: Double
    /// Lower is better.
    package let validation: Double
    package let learningRate: Float
    package let gradientNorm: Float
    /// The spread of each parameter after the epoch, for TensorBoard; empty unless asked for.
    package var histograms: [Histogram] = []

    package struct Histogram: Sendable, Equatable, Codable {
        package let name: String
        package let values: ValueHistogram
    }
}
