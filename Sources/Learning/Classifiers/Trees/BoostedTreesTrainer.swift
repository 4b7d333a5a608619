/// Trains gradient-boosted trees that give class probabilities.
package struct BoostedTreesTrainer: ClassifierTrainer {
    package var roundCount = 200
    package var depthMax = 4
    package var learningRate = 0.1
    package var rowShare = 0.8
    package var columnShare = 0.5
    /// The library's own; one inside a parallel loop. Nil takes a second where the table is large: its threads wait for
    /// each other many times a round.
    package var threadCount: Int?

    private static let valuesForManyThreads = 1 << 21

    package init() {}

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        let model = try GradientBoosting(
            table.features, labels: table.labels.map(Float.init),
            objective: [("objective", "multi:softprob"), ("num_class", String(table.classCount))],
            settings: GradientBoosting.Settings(
                roundCount: roundCount, depthMax: depthMax, learningRate: learningRate, rowShare: rowShare,
                columnShare: columnShare,
                threadCount: threadCount ?? (table.values.count < Self.valuesForManyThreads ? 1 : 2),
                seed: seed))
        return BoostedTrees(model, classCount: table.classCount, dimension: table.dimension)
    }
}
