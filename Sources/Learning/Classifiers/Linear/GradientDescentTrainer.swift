import CatalogCore

/// Logistic regression of each class against the others by averaged stochastic gradient descent, one row after the other.
///
/// The steps shrink as 1 / (decay · (t₀ + t)), and the weights are the mean of all that were passed (Bottou, "Stochastic
/// gradient descent tricks", 2012; Polyak and Juditsky, 1992).
package struct GradientDescentTrainer: ClassifierTrainer {
    /// How strongly weights are drawn to zero.
    package var decay: Double

    private static let epochsMax = 60
    private static let epochsMin = 5
    /// An epoch whose mean loss is not lower by this share ends the descent.
    private static let improvementMin = 1e-3

    package init(decay: Double = 1e-4) {
        precondition(decay > 0, "a decay is positive")
        self.decay = decay
    }

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        let standardizer = Standardizer(of: table.features)
        let scaled = standardizer.apply(to: table.features)
        let fits = Parallel.mapChunks(of: table.classCount, chunkSize: 1) { label, _ in
            descend(scaled, table.labels.map { $0 == label }, seed: seed ^ UInt64(label))
        }
        return LinearClassifier(
            standardizer: standardizer, weights: fits.flatMap { $0.weights.map { Float($0) } },
            biases: fits.map { Float($0.bias) }, link: .oneAgainstRest)
    }

    private func descend(
        _ rows: VectorTable, _ isMember: [Bool], seed: UInt64
    ) -> (weights: [Double], bias: Double) {
        var random = SplitMix64(seed: seed)
        var weights = [Double](repeating: 0, count: rows.columns)
        var means = weights
        var (bias, meanBias) = (0.0, 0.0)
        let typical = (1 / decay.squareRoot()).squareRoot()
        let start = 1 / (typical * decay)
        var count = 0.0
        var order = Array(0..<rows.rows)
        var lowest = Double.infinity
        var stale = 0
        for epoch in 0..<Self.epochsMax {
            order.shuffle(using: &random)
            var loss = 0.0
            for row in order {
                let step = 1 / (decay * (start + count))
                count += 1
                var score = bias
                let values = rows.row(row)
                for (column, value) in values.enumerated() { score += weights[column] * Double(value) }
                loss += Logistic.softplus(isMember[row] ? -score : score)
                let error = Logistic.value(score) - (isMember[row] ? 1 : 0)
                for (column, value) in values.enumerated() {
                    weights[column] -= step * (error * Double(value) + decay * weights[column])
                    means[column] += (weights[column] - means[column]) / count
                }
                bias -= step * error
                meanBias += (bias - meanBias) / count
            }
            stale = loss > lowest * (1 - Self.improvementMin) ? stale + 1 : 0
            lowest = min(lowest, loss)
            if stale >= Self.epochsMin && epoch >= Self.epochsMin { break }
        }
        return (means, meanBias)
    }
}
