/// What one setting of the autoencoder came to on held-out rows.
package struct AutoencoderTrial: Sendable, Equatable, Codable {
    package let latentSize: Int
    package let groupWeight: Float
    package let scalesByKin: Bool
    package let heldOutError: Double
    package let neighborPrecision: Double?
    /// How far nearer kin are than others, see `NeighborPrecision.separation`.
    package let kinSeparation: Double?

    package init(
        latentSize: Int, groupWeight: Float, scalesByKin: Bool, heldOutError: Double,
        neighborPrecision: Double?, kinSeparation: Double?
    ) {
        self.latentSize = latentSize
        self.groupWeight = groupWeight
        self.scalesByKin = scalesByKin
        self.heldOutError = heldOutError
        self.neighborPrecision = neighborPrecision
        self.kinSeparation = kinSeparation
    }

    /// The trial to keep: the most neighbours of one's own kin, of equals the one that holds kin farthest apart from
    /// others; without kin the smallest that rebuilds nearly as well as any.
    package static func best(of trials: [AutoencoderTrial]) -> Int {
        precondition(!trials.isEmpty, "there is something to choose from")
        let precisions = trials.compactMap(\.neighborPrecision)
        if precisions.count == trials.count, let highest = precisions.max() {
            return trials.indices.filter { trials[$0].neighborPrecision == highest }.max {
                trials[$0].kinSeparation ?? 0 < trials[$1].kinSeparation ?? 0
            } ?? 0
        }
        let least = trials.map(\.heldOutError).min() ?? 0
        return trials.firstIndex { $0.heldOutError <= least * 1.1 } ?? 0
    }
}
