/// How near ratings come to the truth.
package struct CriticMetrics: Sendable, Equatable, Codable {
    package let rows: Int
    /// 1 − squared error / variance.
    package let determination: Double
    package let meanAbsoluteError: Double
    package let shareWithinHalf: Double
    package let shareWithinOne: Double

    package init(predicted: [Float], truth: [Float]) {
        precondition(predicted.count == truth.count && !truth.isEmpty, "each truth has a prediction")
        let count = Double(truth.count)
        let mean = truth.reduce(0.0) { $0 + Double($1) } / count
        var (squared, total, absolute, half, one) = (0.0, 0.0, 0.0, 0, 0)
        for (guess, value) in zip(predicted, truth) {
            let error = abs(Double(guess) - Double(value))
            squared += error * error
            total += (Double(value) - mean) * (Double(value) - mean)
            absolute += error
            if error <= 0.5 { half += 1 }
            if error <= 1 { one += 1 }
        }
        rows = truth.count
        determination = total > 0 ? 1 - squared / total : 0
        meanAbsoluteError = absolute / count
        shareWithinHalf = Double(half) / count
        shareWithinOne = Double(one) / count
    }
}
