import CatalogCore

/// Grows one tree or many: decision tree, bagging, random forest, extremely randomised trees.
///
/// Breiman, "Bagging predictors", 1996; Breiman, "Random forests", 2001; Geurts et al., 2006.
package struct TreeEnsembleTrainer: ClassifierTrainer {
    package var treeCount: Int
    package var growth: TreeGrowth
    /// Each tree sees as many rows as there are, drawn with replacement.
    package var drawsRows: Bool
    /// Each question tries this many times the square root of the number of features; nil tries all.
    package var featureFactor: Double?

    package static let treeCountMax = 10_000

    package static func decisionTree() -> TreeEnsembleTrainer {
        TreeEnsembleTrainer(treeCount: 1, growth: TreeGrowth(), drawsRows: false, featureFactor: nil)
    }

    package static func bagging(treeCount: Int = 100) -> TreeEnsembleTrainer {
        TreeEnsembleTrainer(
            treeCount: treeCount, growth: TreeGrowth(), drawsRows: true, featureFactor: nil)
    }

    package static func randomForest(treeCount: Int = 500) -> TreeEnsembleTrainer {
        TreeEnsembleTrainer(
            treeCount: treeCount, growth: TreeGrowth(), drawsRows: true, featureFactor: 1)
    }

    package static func extraTrees(treeCount: Int = 500) -> TreeEnsembleTrainer {
        var growth = TreeGrowth()
        growth.threshold = .random
        return TreeEnsembleTrainer(
            treeCount: treeCount, growth: growth, drawsRows: false, featureFactor: 1)
    }

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        try ensemble(on: table, seed: seed)
    }

    package func ensemble(on table: LabeledTable, seed: UInt64) throws -> TreeEnsemble {
        precondition((1...Self.treeCountMax).contains(treeCount), "the number of trees is within its limit")
        let table = try table.checkedForTraining()
        var growth = growth
        if let featureFactor {
            let few = Int(featureFactor * Double(table.dimension).squareRoot())
            growth.featureCount = min(table.dimension, max(1, few))
        }
        let plan = growth
        let columns = TreeTable(table)
        let trees = Parallel.mapChunks(of: treeCount, chunkSize: 1) { index, _ in
            // Not a multiple of the generator's own step: the trees would draw the same rows, each a little later.
            var random = SplitMix64(seed: seed ^ UInt64(index))
            let rows =
                drawsRows
                ? (0..<table.rowCount).map { _ in random.index(below: table.rowCount) }
                : Array(0..<table.rowCount)
            return TreeGrower.grow(on: columns, rows: rows, growth: plan, random: random)
        }
        return TreeEnsemble(trees: trees, classCount: table.classCount)
    }
}
