import CatalogCore

/// Cross-validation inside some rows, by which algorithms find their numbers and a vote its voters.
package struct ClassifierSearch: Sendable {
    /// It learns from no more rows than these, taken evenly from all groups.
    package static let rowsMax = 4_000

    private let table: LabeledTable
    private let folds: [Fold]
    private let options: ClassifierComparison.Options

    package init(on table: LabeledTable, options: ClassifierComparison.Options) {
        let rows = Self.thinned(table)
        self.table = rows
        folds = Fold.stratified(rows, count: options.innerFoldCount, seed: options.seed)
        self.options = options
    }

    /// Of the rows that candidates speak of.
    package var labels: [Int] { table.labels }

    /// Tries all numbers of an algorithm on the same folds, side by side.
    package func best(_ algorithm: ClassifierAlgorithm) throws -> ClassifierChoice {
        var circumstances = options.circumstances
        circumstances.isSearch = true
        let situation = circumstances
        let candidates = options.search.candidates(algorithm.hyperparameters, seed: options.seed)
        let results = Parallel.mapChunks(of: candidates.count * folds.count, chunkSize: 1) { task, _ in
            Result<Int, any Error> {
                let (fold, settings) = (folds[task % folds.count], candidates[task / folds.count])
                let trainer = algorithm.trainer(settings, dimension: table.dimension, situation)
                return try EngineThreads.with(1) {
                    guard let classifier = try trained(trainer, fold) else { return 0 }
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

    /// What an algorithm, trained as it will be in the end, says of rows that it did not learn from.
    package func candidate(_ choice: ClassifierChoice) throws -> ClassifierVoters.Candidate {
        let trainer = choice.algorithm.trainer(
            choice.settings, dimension: table.dimension, options.circumstances)
        let width = table.classCount
        var probabilities = [Float](repeating: 1 / Float(width), count: table.rowCount * width)
        for fold in folds {
            guard let classifier = try trained(trainer, fold) else { continue }
            let told = classifier.probabilities(of: table.features.selecting(fold.test))
            for (place, row) in fold.test.enumerated() {
                for label in 0..<width { probabilities[row * width + label] = told[place * width + label] }
            }
        }
        return ClassifierVoters.Candidate(choice: choice, probabilities: probabilities)
    }

    /// Nil for a fold that teaches or asks nothing.
    private func trained(_ trainer: any ClassifierTrainer, _ fold: Fold) throws -> (any Classifier)? {
        let training = table.rows(fold.training)
        guard Set(training.labels).count >= 2, !fold.test.isEmpty else { return nil }
        return try trainer.train(on: training, seed: options.seed)
    }

    private static func thinned(_ table: LabeledTable) -> LabeledTable {
        guard table.rowCount > rowsMax else { return table }
        return table.rows((0..<rowsMax).map { $0 * table.rowCount / rowsMax })
    }
}
