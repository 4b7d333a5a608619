/// The probabilities of many classes that agree best with those between two of them.
///
/// Wu, Lin and Weng, "Probability estimates for multi-class classification by pairwise coupling", 2004, the second of
/// their approaches: the p of sum one with the least Σ over pairs (r(j, i) · p(i) - r(i, j) · p(j))².
enum PairwiseCoupling {
    /// No pair is quite certain.
    private static let certainty = 1e-7
    private static let ridge = 1e-12

    /// - Parameter shares: of each pair in turn, (0, 1), (0, 2) …, (1, 2) …, the probability of its first.
    static func probabilities(_ shares: [Double], classCount: Int) throws(LinearAlgebraError) -> [Double] {
        guard classCount > 1 else { return [1] }
        var matrix = [Double](repeating: 0, count: classCount * classCount)
        var pair = 0
        for first in 0..<classCount {
            for second in first + 1..<max(classCount, first + 1) {
                let share = min(1 - certainty, max(certainty, shares[pair]))
                pair += 1
                matrix[first * classCount + first] += (1 - share) * (1 - share) + ridge
                matrix[second * classCount + second] += share * share + ridge
                matrix[first * classCount + second] = -share * (1 - share)
                matrix[second * classCount + first] = -share * (1 - share)
            }
        }
        let solution = try LinearAlgebra.solve(
            positiveDefinite: matrix, size: classCount, right: [Double](repeating: 1, count: classCount))
        let bounded = solution.map { max(0, $0) }
        let sum = bounded.reduce(0, +)
        return bounded.map { $0 / sum }
    }
}
