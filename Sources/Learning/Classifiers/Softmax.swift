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
}
