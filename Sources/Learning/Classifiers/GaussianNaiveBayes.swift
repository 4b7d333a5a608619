import CatalogCore
import Glibc

/// Takes the standardised columns of a class as independent normal variables.
package struct GaussianNaiveBayes: Classifier {
    private static let rowsInChunk = 64

    let standardizer: Standardizer
    let logPriors: [Double]
    /// Class by class, column by column.
    let means: [Double]
    let variances: [Double]
    /// The part of a class's score that does not depend on the row.
    private let offsets: [Double]

    init(standardizer: Standardizer, logPriors: [Double], means: [Double], variances: [Double]) {
        self.standardizer = standardizer
        self.logPriors = logPriors
        self.means = means
        self.variances = variances
        let width = standardizer.means.count
        offsets = logPriors.indices.map { label in
            (0..<width).reduce(logPriors[label]) { $0 - 0.5 * log(2 * .pi * variances[label * width + $1]) }
        }
    }

    package var classCount: Int { logPriors.count }

    package func probabilities(of rows: VectorTable) -> [Float] {
        let scaled = standardizer.apply(to: rows)
        return Parallel.mapChunks(of: rows.rows, chunkSize: Self.rowsInChunk) { _, indices in
            indices.flatMap { probabilities(ofScaled: scaled.row($0)) }
        }.flatMap { $0 }
    }

    private func probabilities(ofScaled row: ArraySlice<Float>) -> [Float] {
        let width = row.count
        let scores = offsets.indices.map { label -> Double in
            var sum = 0.0
            for (column, value) in row.enumerated() {
                let distance = Double(value) - means[label * width + column]
                sum += distance * distance / variances[label * width + column]
            }
            return offsets[label] - 0.5 * sum
        }
        return Softmax.probabilities(ofLogarithms: scores)
    }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.naiveBayes.rawValue)
        archive.write(classCount)
        archive.write(standardizer.means.count)
        archive.write(standardizer)
        // A class that was not seen has no logarithm of its share; below any that is, it stays so.
        archive.write(logPriors.map { max($0, -1e9) })
        archive.write(means)
        archive.write(variances)
    }

    init(from archive: inout ClassifierArchive) throws {
        let count = try archive.number(in: 1...LinearClassifier.classCountMax)
        let width = try archive.number(in: 1...LinearClassifier.columnCountMax)
        let standardizer = try archive.standardizer(columns: width)
        let logPriors = try archive.doubles(count: count)
        let means = try archive.doubles(count: count * width)
        let variances = try archive.doubles(count: count * width)
        guard variances.allSatisfy({ $0 > 0 }) else {
            throw ModelBlob.corrupt("a variance is not positive")
        }
        self.init(standardizer: standardizer, logPriors: logPriors, means: means, variances: variances)
    }
}

/// Trains `GaussianNaiveBayes`.
package struct GaussianNaiveBayesTrainer: ClassifierTrainer {
    /// The share of the largest column variance that is added to all, so that none is zero.
    package var smoothing = 1e-9

    package init() {}

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        let standardizer = Standardizer(of: table.features)
        let scaled = table.with(standardizer.apply(to: table.features))
        let all = Self.moments(of: scaled, rows: Array(0..<table.rowCount))
        let floor = max(smoothing * (all.variances.max() ?? 0), 1e-12)
        var priors: [Double] = []
        var means: [Double] = []
        var variances: [Double] = []
        for label in 0..<table.classCount {
            let rows = table.labels.indices.filter { table.labels[$0] == label }
            let moments = Self.moments(of: scaled, rows: rows)
            priors.append(log(Double(rows.count) / Double(table.rowCount)))
            means += moments.means
            variances += moments.variances.map { $0 + floor }
        }
        return GaussianNaiveBayes(
            standardizer: standardizer, logPriors: priors, means: means, variances: variances)
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
