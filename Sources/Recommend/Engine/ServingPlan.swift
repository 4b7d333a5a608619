/// How much each recommender decides, by how much is known of the listener.
///
/// Scores are standardised over the candidates before they are weighed; what a catalog lacks (sound, factors) leaves its
/// weight to the rest.
package struct ServingPlan: Sendable, Equatable, Codable {
    /// A recommender that answers are made of; the names are those of the evaluation.
    package enum Component: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
        case factors = "als"
        case head = "ease"
        case neighbors = "item-neighbours"
        case sound
        case popularity

        /// What other listeners did, as against how it sounds.
        package var isPeople: Bool { self == .factors || self == .head || self == .neighbors }
    }

    /// The weights for histories of up to `historyCountMax` tracks.
    package struct Step: Sendable, Equatable, Codable {
        package let historyCountMax: Int
        package let weights: [Component: Double]

        package init(historyCountMax: Int, weights: [Component: Double]) {
            self.historyCountMax = historyCountMax
            self.weights = weights
        }
    }

    /// Ascending by history length; the last one serves all that are longer.
    package let steps: [Step]

    package init(steps: [Step]) {
        precondition(!steps.isEmpty, "there are weights for every history")
        self.steps = steps
    }

    package func weights(historyCount: Int) -> [Component: Double] {
        (steps.first { historyCount <= $0.historyCountMax } ?? steps[steps.count - 1]).weights
    }

    /// Before anything was measured: somebody with three plays leans on sound, somebody with three hundred on people.
    package static let standard = ServingPlan(
        steps: [(3, 0.35), (10, 0.5), (30, 0.65), (100, 0.75), (Int.max, 0.8)].map { most, people in
            Step(
                historyCountMax: most,
                weights: [
                    .factors: people * 2 / 3, .neighbors: people / 3, .sound: 1 - people, .popularity: 0.15,
                ])
        })
}
