import Glibc

/// Takes the columns of a class as independent normal variables.
package struct GaussianNaiveBayes: Classifier {
    let logPriors: [Double]
    /// Class by class, column by column.
    let means: [[Double]]
    let variances: [[Double]]

    package func probabilities(of row: ArraySlice<Float>) -> [Float] {
        let scores = logPriors.indices.map { label -> Double in
            guard logPriors[label].isFinite else { return -.infinity }
            var score = logPriors[label]
            for (column, value) in row.enumerated() {
                let distance = Double(value) - means[label][column]
                let variance = variances[label][column]
                score -= 0.5 * (log(2 * .pi * variance) + distance * distance / variance)
            }
            return score
        }
        return Softmax.probabilities(ofLogarithms: scores)
    }
}

/// Trains `GaussianNaiveBayes`.
package struct GaussianNaiveBayesTrainer: ClassifierTrainer {
    /// The share of the largest column variance that is added to all, so that none is zero.
    private static let smoothing = 1e-9

    package init() {}

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        let all = Self.moments(of: table, rows: Array(0..<table.rowCount))
        let floor = max(Self.smoothing * (all.variances.max() ?? 0), .leastNormalMagnitude)
        var priors: [Double] = []
        var means: [[Double]] = []
        var variances: [[Double]] = []
        for label in 0..<table.classCount {
            let rows = table.labels.indices.filter { table.labels[$0] == label }
            let moments = Self.moments(of: table, rows: rows)
            priors.append(log(Double(rows.count) / Double(table.rowCount)))
            means.append(moments.means)
            variances.append(moments.variances.map { $0 + floor })
        }
        return GaussianNaiveBayes(logPriors: priors, means: means, variances: variances)
    }

    private static func moments(of table: LabeledTable, rows: [Int]) -> (means: [Double], variances: [Double])
    {
        var means = [Double](repeating: 0, count: table.dimension)
        var variances = [Double](repeating: 0, count: table.dimension)
        let count = Double(max(1, rows.count))
        for row in rows {
            for (column, value) in table.row(row).enumerated() { means[column] += Double(value) / count }
        }
        for row in rows {
            for (column, value) in table.row(row).enumerated() {
                let distance = Double(value) - means[column]
                variances[column] += distance * distance / count
            }
        }
        return (means, variances)
    }
}
