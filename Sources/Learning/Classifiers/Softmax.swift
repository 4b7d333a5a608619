import Glibc

/// Turns logarithms of weights into probabilities.
enum Softmax {
    static func probabilities(ofLogarithms scores: [Double]) -> [Float] {
        let top = scores.max() ?? 0
        guard top.isFinite else {
            return [Float](repeating: 1 / Float(max(1, scores.count)), count: scores.count)
        }
        let powers = scores.map { exp($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { Float($0 / sum) }
    }

    /// Each row of `classCount` scores by itself, in place.
    static func normalize(_ scores: inout [Float], classCount: Int) {
        for start in stride(from: 0, to: scores.count, by: classCount) {
            var top = -Float.infinity
            for index in start..<start + classCount { top = max(top, scores[index]) }
            var sum: Float = 0
            for index in start..<start + classCount {
                scores[index] = expf(scores[index] - top)
                sum += scores[index]
            }
            for index in start..<start + classCount { scores[index] /= sum }
        }
    }
}
