/// How much the networks of each loss, the linear ones, and always saying the mean count in a rating: where there is
/// little to learn from, networks know less than a linear one, or than the mean.
///
/// The squared error aims at the mean, Huber's loss nearer to the median: R² wants the one, the mean absolute error and
/// the share within 1.0 the other. Between them stands the weighting whose squared error, absolute error and share of
/// misses by more than 1.0, each relative to always saying the mean, have the least sum.
enum CriticBlend {
    /// Weights are so many parts of one.
    private static let parts = 4

    /// The best weighting of some predictions (one row of values each) on some rows; equal ones where all are as good.
    static func choose(_ predicted: [[Float]], truth: [Float], rows: [Int]) -> [Float] {
        let wanted = rows.map { truth[$0] }
        let mean = wanted.reduce(0, +) / Float(max(1, wanted.count))
        let base = errors([Float](repeating: mean, count: wanted.count), wanted)
        var best = [Float](repeating: 1 / Float(predicted.count), count: predicted.count)
        func cost(_ weights: [Float]) -> Double {
            let found = errors(rows.map { row in blended(predicted, weights, row) }, wanted)
            return zip(found, base).reduce(0) { $0 + $1.0 / max(1e-12, $1.1) }
        }
        var least = cost(best)
        for weights in weightings(count: predicted.count, parts: parts) {
            let found = cost(weights)
            if found < least { (best, least) = (weights, found) }
        }
        return best
    }

    static func blended(_ predicted: [[Float]], _ weights: [Float], _ row: Int) -> Float {
        min(5, max(1, zip(predicted, weights).reduce(0) { $0 + $1.0[row] * $1.1 }))
    }

    /// The mean squared error, the mean absolute error, the share that is off by more than 1.0.
    private static func errors(_ predicted: [Float], _ truth: [Float]) -> [Double] {
        var sums = [0.0, 0.0, 0.0]
        for (guess, value) in zip(predicted, truth) {
            let error = abs(Double(guess - value))
            sums[0] += error * error
            sums[1] += error
            sums[2] += error > 1 ? 1 : 0
        }
        return sums.map { $0 / Double(max(1, truth.count)) }
    }

    /// All ways to give `parts` parts to so many.
    private static func weightings(count: Int, parts left: Int) -> [[Float]] {
        if count == 1 { return [[Float(left) / Float(parts)]] }
        return (0...left).flatMap { first in
            weightings(count: count - 1, parts: left - first).map { [Float(first) / Float(parts)] + $0 }
        }
    }
}
