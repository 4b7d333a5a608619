/// Many trees, each grown differently, whose shares are averaged.
package struct TreeEnsemble: Classifier {
    let trees: [DecisionTree]
    let classCount: Int

    package func probabilities(of row: ArraySlice<Float>) -> [Float] {
        var sums = [Float](repeating: 0, count: classCount)
        for tree in trees { tree.addShares(of: row, to: &sums) }
        return sums.map { $0 / Float(trees.count) }
    }

    /// The mean of the trees' importances.
    package var importances: [Float] {
        var sums = [Float](repeating: 0, count: trees.first?.importances.count ?? 0)
        for tree in trees { for (index, value) in tree.importances.enumerated() { sums[index] += value } }
        return sums.map { $0 / Float(max(1, trees.count)) }
    }
}
