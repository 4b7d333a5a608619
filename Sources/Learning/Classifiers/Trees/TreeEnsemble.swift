import CatalogCore

/// One tree or many, each grown differently, whose shares are averaged.
package struct TreeEnsemble: Classifier {
    private static let rowsInChunk = 32

    package let trees: [DecisionTree]
    package let classCount: Int

    init(trees: [DecisionTree], classCount: Int) {
        precondition(!trees.isEmpty, "an ensemble has trees")
        self.trees = trees
        self.classCount = classCount
    }

    private var dimension: Int { trees[0].importances.count }

    package func probabilities(of rows: VectorTable) -> [Float] {
        precondition(rows.columns == dimension, "a row has the columns of the training table")
        var sums = [Float](repeating: 0, count: rows.rows * classCount)
        sums.withUnsafeMutableBufferPointer { sums in
            rows.values.withUnsafeBufferPointer { values in
                guard let start = values.baseAddress, let target = sums.baseAddress else { return }
                let shared = TreeBuffers(rows: start, sums: target)
                Parallel.forEachChunk(of: rows.rows, chunkSize: Self.rowsInChunk) { _, indices in
                    for tree in trees {
                        for row in indices {
                            tree.addShares(
                                of: shared.rows + row * dimension, to: shared.sums + row * classCount)
                        }
                    }
                }
            }
        }
        return sums.map { $0 / Float(trees.count) }
    }

    /// The mean of the trees' importances.
    package var importances: [Float] {
        var sums = [Float](repeating: 0, count: dimension)
        for tree in trees { for (index, value) in tree.importances.enumerated() { sums[index] += value } }
        return sums.map { $0 / Float(trees.count) }
    }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.trees.rawValue)
        archive.write(classCount)
        archive.write(trees.count)
        for tree in trees { tree.write(to: &archive) }
    }

    init(from archive: inout ClassifierArchive) throws {
        let classes = try archive.number(in: 1...LinearClassifier.classCountMax)
        let count = try archive.number(in: 1...TreeEnsembleTrainer.treeCountMax)
        var trees: [DecisionTree] = []
        for _ in 0..<count { trees.append(try DecisionTree(from: &archive, classCount: classes)) }
        guard trees.allSatisfy({ $0.importances.count == trees[0].importances.count }) else {
            throw ModelBlob.corrupt("its trees know different features")
        }
        self.init(trees: trees, classCount: classes)
    }
}

/// What trees read and where they count.
///
/// `@unchecked Sendable`: each chunk writes the sums of its own rows, and the loop ends before the buffers do.
private struct TreeBuffers: @unchecked Sendable {
    let rows: UnsafePointer<Float>
    let sums: UnsafeMutablePointer<Float>
}
