import Glibc

/// Linear discriminant analysis: normal classes with one covariance, which may be drawn towards its diagonal.
///
/// Fisher, "The use of multiple measurements in taxonomic problems", 1936; Friedman, "Regularized discriminant
/// analysis", 1989.
package struct DiscriminantTrainer: ClassifierTrainer {
    /// 0 takes the covariance as it is, 1 its diagonal alone.
    package var shrinkage: Double

    /// What a covariance that has no inverse is given at least.
    private static let leastShrinkages = [0, 1e-6, 1e-4, 1e-2, 0.1, 1]

    package init(shrinkage: Double = 0) {
        precondition((0...1).contains(shrinkage), "a share lies between 0 and 1")
        self.shrinkage = shrinkage
    }

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        let standardizer = Standardizer(of: table.features)
        let scaled = standardizer.apply(to: table.features)
        let sizes = table.classSizes
        let means = Self.means(of: scaled, table)
        let covariance = Self.covariance(of: scaled, table, means)
        for least in Self.leastShrinkages {
            let share = max(least, shrinkage)
            if let classifier = Self.classifier(
                standardizer, means, Self.shrunk(covariance, size: table.dimension, by: share), sizes: sizes)
            {
                return classifier
            }
        }
        throw ClassifierError.libraryFailed(library: "LAPACK", reason: "the covariance has no inverse")
    }

    private static func means(of rows: VectorTable, _ table: LabeledTable) -> [Double] {
        let sizes = table.classSizes
        var means = [Double](repeating: 0, count: table.classCount * rows.columns)
        for (row, label) in table.labels.enumerated() {
            for (column, value) in rows.row(row).enumerated() {
                means[label * rows.columns + column] += Double(value) / Double(sizes[label])
            }
        }
        return means
    }

    private static func covariance(of rows: VectorTable, _ table: LabeledTable, _ means: [Double]) -> [Double]
    {
        let width = rows.columns
        var centred = rows.values
        for (row, label) in table.labels.enumerated() {
            for column in 0..<width { centred[row * width + column] -= Float(means[label * width + column]) }
        }
        let product = MatrixProduct.multiply(
            centred, leftOrientation: .transposed, centred, rows: width, inner: rows.rows, columns: width)
        let freedom = Double(max(1, rows.rows - Set(table.labels).count))
        return product.map { Double($0) / freedom }
    }

    private static func shrunk(_ covariance: [Double], size: Int, by share: Double) -> [Double] {
        var result = covariance
        for row in 0..<size {
            for column in 0..<size where row != column { result[row * size + column] *= 1 - share }
            result[row * size + row] += share == 0 ? 0 : 1e-6
        }
        return result
    }

    /// Nil where the covariance has no inverse.
    private static func classifier(
        _ standardizer: Standardizer, _ means: [Double], _ covariance: [Double], sizes: [Int]
    ) -> LinearClassifier? {
        let width = standardizer.means.count
        guard
            let weights = try? LinearAlgebra.solve(
                positiveDefinite: covariance, size: width, right: means, columns: sizes.count),
            weights.allSatisfy(\.isFinite)
        else { return nil }
        let total = Double(sizes.reduce(0, +))
        let biases = sizes.indices.map { label -> Float in
            // A class that was not seen is out of the question.
            guard sizes[label] > 0 else { return -1e9 }
            let square = (0..<width).reduce(0.0) {
                $0 + weights[label * width + $1] * means[label * width + $1]
            }
            return Float(log(Double(sizes[label]) / total) - square / 2)
        }
        return LinearClassifier(
            standardizer: standardizer, weights: weights.map { Float($0) }, biases: biases, link: .softmax)
    }
}
