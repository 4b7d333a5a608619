/// A binary tree of questions "is this feature at most that?", with class shares at its leaves.
package struct DecisionTree: Classifier {
    /// One question or one leaf.
    struct Node: Sendable {
        /// Negative at a leaf.
        var feature: Int32
        var threshold: Float
        /// The node for "yes"; at a leaf, the place of its shares.
        var left: Int32
        var right: Int32
    }

    let nodes: [Node]
    let shares: [Float]
    let classCount: Int
    /// How much each feature lowered the impurity, weighted by the rows it was asked of; sums to one.
    package let importances: [Float]

    package func probabilities(of row: ArraySlice<Float>) -> [Float] {
        var probabilities = [Float](repeating: 0, count: classCount)
        addShares(of: row, to: &probabilities)
        return probabilities
    }

    func addShares(of row: ArraySlice<Float>, to sums: inout [Float]) {
        var index = 0
        while nodes[index].feature >= 0 {
            let node = nodes[index]
            let isLeft = row[row.startIndex + Int(node.feature)] <= node.threshold
            index = Int(isLeft ? node.left : node.right)
        }
        let start = Int(nodes[index].left)
        for label in 0..<classCount { sums[label] += shares[start + label] }
    }
}
