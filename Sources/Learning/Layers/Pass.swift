import CatalogCore

/// What one run through a network is for.
package struct Pass: Sendable {
    /// In training dropout drops and batch normalisation normalises by the batch.
    package var isTraining: Bool
    /// Where dropout draws from; a step of a run has a seed of its own.
    package var seed: UInt64
    /// Convolutions multiply bfloat16 numbers and add in single precision.
    package var usesBFloat16: Bool

    package init(isTraining: Bool, seed: UInt64 = 0, usesBFloat16: Bool = false) {
        self.isTraining = isTraining
        self.seed = seed
        self.usesBFloat16 = usesBFloat16
    }

    package static let inference = Pass(isTraining: false)
}
