import Glibc

/// Logistic regression over all classes at once, with a penalty on the squared weights, by L-BFGS.
///
/// It minimises Σ −ln p(class) + |weights|² / (2 · penalty); of two classes only one has weights.
package struct LogisticRegressionTrainer: ClassifierTrainer {
    /// The larger, the freer the weights.
    package var penalty: Double

    private static let iterationsMax = 1_000
    private static let tolerance = 1e-5

    package init(penalty: Double = 1) {
        precondition(penalty > 0, "a penalty is positive")
        self.penalty = penalty
    }

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        let standardizer = Standardizer(of: table.features)
        let scaled = standardizer.apply(to: table.features)
        // With one vector of weights for two classes the penalty counts once.
        let vectorCount = table.classCount == 2 ? 1 : table.classCount
        let width = table.dimension
        let start = [Double](repeating: 0, count: vectorCount * (width + 1))
        let tolerance = Self.tolerance * Double(table.rowCount)
        let solution = EngineThreads.fitting(multiplications: scaled.values.count * vectorCount) {
            QuasiNewton.minimize(from: start, iterationsMax: Self.iterationsMax, tolerance: tolerance) {
                loss($0, &$1, scaled, table, vectorCount)
            }
        }
        let weights = solution[0..<vectorCount * width].map { Float($0) }
        let biases = solution[(vectorCount * width)...].map { Float($0) }
        let isBinary = vectorCount == 1
        return LinearClassifier(
            standardizer: standardizer,
            weights: isBinary ? [Float](repeating: 0, count: width) + weights : weights,
            biases: isBinary ? [0] + biases : biases, link: .softmax)
    }

    /// The objective and its gradient; weights first, then one bias for each vector.
    private func loss(
        _ parameters: [Double], _ gradient: inout [Double], _ rows: VectorTable, _ table: LabeledTable,
        _ vectorCount: Int
    ) -> Double {
        let width = rows.columns
        let weightCount = vectorCount * width
        var scores = MatrixProduct.multiply(
            rows.values, parameters[0..<weightCount].map { Float($0) }, rightOrientation: .transposed,
            rows: rows.rows, inner: width, columns: vectorCount)
        var sum = 0.0
        var biasGradient = [Double](repeating: 0, count: vectorCount)
        for row in 0..<rows.rows {
            let start = row * vectorCount
            for label in 0..<vectorCount { scores[start + label] += Float(parameters[weightCount + label]) }
            sum += Self.replaceByErrors(&scores, start, vectorCount, label: table.labels[row])
            for label in 0..<vectorCount { biasGradient[label] += Double(scores[start + label]) }
        }
        let product = MatrixProduct.multiply(
            scores, leftOrientation: .transposed, rows.values, rows: vectorCount, inner: rows.rows,
            columns: width)
        for index in 0..<weightCount {
            sum += parameters[index] * parameters[index] / (2 * penalty)
            gradient[index] = Double(product[index]) + parameters[index] / penalty
        }
        for label in 0..<vectorCount { gradient[weightCount + label] = biasGradient[label] }
        return sum
    }

    /// Turns the scores of one row into probability minus truth; returns −ln of the true class's probability.
    private static func replaceByErrors(
        _ scores: inout [Float], _ start: Int, _ vectorCount: Int, label: Int
    ) -> Double {
        if vectorCount == 1 {
            let score = Double(scores[start])
            scores[start] = Float(Logistic.value(score)) - Float(label)
            return Logistic.softplus(label == 1 ? -score : score)
        }
        var top = -Float.infinity
        for index in start..<start + vectorCount { top = max(top, scores[index]) }
        let own = Double(scores[start + label] - top)
        var total = 0.0
        for index in start..<start + vectorCount {
            let power = exp(Double(scores[index] - top))
            total += power
            scores[index] = Float(power)
        }
        for index in start..<start + vectorCount { scores[index] /= Float(total) }
        scores[start + label] -= 1
        return log(total) - own
    }
}
