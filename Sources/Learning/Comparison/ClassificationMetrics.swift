import Glibc

/// How well classes were told, and how far the probabilities can be believed.
package struct ClassificationMetrics: Sendable, Equatable {
    package struct OfClass: Sendable, Equatable {
        package let name: String
        package let rowCount: Int
        package let precision: Double
        package let recall: Double
        package let f1: Double
    }

    private static let leastProbability = 1e-15

    package let rowCount: Int
    package let accuracy: Double
    /// The mean of the classes' F1: a rare class counts as much as a common one.
    package let macroF1: Double
    package let logLoss: Double
    /// The mean over rows of the squared distance from the truth; Brier, 1950.
    package let brierScore: Double
    package let calibrationError: Double
    /// Rows are the truth, columns the answer.
    package let confusion: [[Int]]
    package let classes: [OfClass]

    package init(probabilities: [Float], labels: [Int], classNames: [String]) {
        let width = classNames.count
        let told = GenreMetrics(
            probabilities: VectorTable(columns: width, values: probabilities), labels: labels)
        rowCount = labels.count
        accuracy = told.accuracy
        calibrationError = told.calibrationError
        confusion = told.confusion
        classes = classNames.indices.map { Self.ofClass($0, classNames[$0], told.confusion) }
        let present = classes.filter { $0.rowCount > 0 }
        macroF1 = present.reduce(0) { $0 + $1.f1 } / Double(max(1, present.count))
        var surprise = 0.0
        for (row, label) in labels.enumerated() {
            surprise -= log(max(Self.leastProbability, Double(probabilities[row * width + label])))
        }
        logLoss = surprise / Double(labels.count)
        brierScore = Self.brierScore(probabilities: probabilities, labels: labels)
    }

    package static func brierScore(probabilities: [Float], labels: [Int]) -> Double {
        let width = probabilities.count / max(1, labels.count)
        var squares = 0.0
        for (row, label) in labels.enumerated() {
            for other in 0..<width {
                let distance = Double(probabilities[row * width + other]) - (other == label ? 1 : 0)
                squares += distance * distance
            }
        }
        return squares / Double(labels.count)
    }

    private static func ofClass(_ label: Int, _ name: String, _ confusion: [[Int]]) -> OfClass {
        let right = Double(confusion[label][label])
        let truth = confusion[label].reduce(0, +)
        let told = confusion.reduce(0) { $0 + $1[label] }
        return OfClass(
            name: name, rowCount: truth, precision: told > 0 ? right / Double(told) : 0,
            recall: truth > 0 ? right / Double(truth) : 0,
            f1: truth + told > 0 ? 2 * right / Double(truth + told) : 0)
    }
}
