/// A binary tree of questions "is this feature at most that?", with class shares at its leaves.
package struct DecisionTree: Sendable {
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

    func addShares(of row: UnsafePointer<Float>, to sums: UnsafeMutablePointer<Float>) {
        nodes.withUnsafeBufferPointer { nodes in
            var index = 0
            while nodes[index].feature >= 0 {
                let node = nodes[index]
                index = Int(row[Int(node.feature)] <= node.threshold ? node.left : node.right)
            }
            let start = Int(nodes[index].left)
            for label in 0..<classCount { sums[label] += shares[start + label] }
        }
    }
}

extension DecisionTree {
    func write(to archive: inout ClassifierArchive) {
        archive.write(nodes.map { Int($0.feature) })
        archive.write(nodes.map(\.threshold))
        archive.write(nodes.map { Int($0.left) })
        archive.write(nodes.map { Int($0.right) })
        archive.write(shares)
        archive.write(importances)
    }

    init(from archive: inout ClassifierArchive, classCount: Int) throws {
        let features = try archive.floats()
        let thresholds = try archive.floats(count: features.count)
        let lefts = try archive.integers(count: features.count, in: 0..<1 << 24)
        let rights = try archive.integers(count: features.count, in: 0..<1 << 24)
        let shares = try archive.floats()
        let importances = try archive.floats()
        var nodes: [Node] = []
        for index in features.indices {
            guard let feature = Int32(exactly: features[index]), feature < importances.count else {
                throw ModelBlob.corrupt("a tree asks for a feature that is not there")
            }
            // A question leads to later nodes, so that every path ends.
            let isSound =
                feature < 0
                ? lefts[index] + classCount <= shares.count
                : lefts[index] > index && rights[index] > index && lefts[index] < features.count
                    && rights[index] < features.count
            guard isSound else { throw ModelBlob.corrupt("a tree leads nowhere") }
            nodes.append(
                Node(
                    feature: feature, threshold: thresholds[index], left: Int32(lefts[index]),
                    right: Int32(rights[index])))
        }
        guard !nodes.isEmpty else { throw ModelBlob.corrupt("a tree is empty") }
        self.init(nodes: nodes, shares: shares, classCount: classCount, importances: importances)
    }
}
