/// What one setting of the autoencoder came to on held-out rows.
package struct AutoencoderTrial: Sendable, Equatable, Codable {
    package let latentSize: Int
    package let groupWeight: Float
    package let scalesByKin: Bool
    package let heldOutError: Double
    package let neighborPrecision: Double?

    /// The trial to keep: the most neighbours of one's own kin, else the smallest that rebuilds nearly as well as any.
    package static func best(of trials: [AutoencoderTrial]) -> Int {
        precondition(!trials.isEmpty, "there is something to choose from")
        let precisions = trials.compactMap(\.neighborPrecision)
        if precisions.count == trials.count, let highest = precisions.max() {
            return trials.firstIndex { $0.neighborPrecision == highest } ?? 0
        }
        let least = trials.map(\.heldOutError).min() ?? 0
        return trials.firstIndex { $0.heldOutError <= least * 1.1 } ?? 0
    }
}
