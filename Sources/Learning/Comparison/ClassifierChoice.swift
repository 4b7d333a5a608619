import CatalogCore

/// The numbers of an algorithm that did best in cross-validation of some rows.
package struct ClassifierChoice: Sendable {
    package let algorithm: ClassifierAlgorithm
    package let settings: [String: Double]
    /// The share of held-out rows that were told right.
    package let accuracy: Double

    /// A search learns from no more rows than these, taken evenly from all groups.
    package static let rowsMax = 4_000

    /// Tries all candidates on the same folds of the table, side by side.
    package static func best(
        _ algorithm: ClassifierAlgorithm, on table: LabeledTable, foldCount: Int,
        search: HyperparameterSearch,
        circumstances: ClassifierAlgorithm.Circumstances, seed: UInt64
    ) throws -> ClassifierChoice {
        let table = thinned(table)
        var circumstances = circumstances
        circumstances.isSearch = true
        let situation = circumstances
        let candidates = search.candidates(algorithm.hyperparameters, seed: seed)
        let folds = Fold.stratified(table, count: foldCount, seed: seed)
        let results = Parallel.mapChunks(of: candidates.count * folds.count, chunkSize: 1) { task, _ in
            Result<Int, any Error> {
                let (fold, settings) = (folds[task % folds.count], candidates[task / folds.count])
                let training = table.rows(fold.training)
                guard Set(training.labels).count >= 2, !fold.test.isEmpty else { return 0 }
                return try EngineThreads.with(1) {
                    let classifier = try algorithm.trainer(
                        settings, dimension: table.dimension, situation
                    ).train(on: training, seed: seed)
                    let told = classifier.labels(of: table.features.selecting(fold.test))
                    return zip(told, fold.test).count { $0 == table.labels[$1] }
                }
            }
        }
        var best: ClassifierChoice?
        for (index, settings) in candidates.enumerated() {
            var right = 0
            for fold in folds.indices { right += try results[index * folds.count + fold].get() }
            let accuracy = Double(right) / Double(max(1, table.rowCount))
            if accuracy > best?.accuracy ?? -1 {
                best = ClassifierChoice(algorithm: algorithm, settings: settings, accuracy: accuracy)
            }
        }
        return best ?? ClassifierChoice(algorithm: algorithm, settings: [:], accuracy: 0)
    }

    private static func thinned(_ table: LabeledTable) -> LabeledTable {
        guard table.rowCount > rowsMax else { return table }
        return table.rows((0..<rowsMax).map { $0 * table.rowCount / rowsMax })
    }
}
