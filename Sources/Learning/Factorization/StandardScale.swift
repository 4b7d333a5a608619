/// Mean and spread of a set of scores: what makes the scores of two recommenders comparable.
package struct StandardScale: Sendable, Equatable {
    package let mean: Float
    /// Zero where all scores are alike: then every standard score is zero.
    package let inverseDeviation: Float

    package init(_ scores: [Float]) {
        let count = Double(max(1, scores.count))
        let mean = scores.reduce(0.0) { $0 + Double($1) } / count
        let variance = scores.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
        self.mean = Float(mean)
        let deviation = variance.squareRoot()
        inverseDeviation = deviation > 1e-9 * max(1, abs(mean)) ? Float(1 / deviation) : 0
    }

    package func apply(_ score: Float) -> Float { (score - mean) * inverseDeviation }
}
