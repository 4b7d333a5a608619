import CatalogCore
import FoundationEssentials
import Learning

/// Trains each classifier on the folds that the peer script wrote, with the first of each grid of numbers.
///
///     Benchmarks classifiers TABLE.csv LABEL FOLDS.json [--drop COLUMN]… [--only ALGORITHM]…
///
/// A line of JSON for each: accuracy, seconds to train and to ask, and what it said of each row.
enum ClassifiersBenchmark {
    private struct Line: Encodable {
        let algorithm: String
        let accuracy: Double
        let trainingSeconds: Double
        let predictionSeconds: Double
        let answers: [String]
        /// Who was in a vote, fold by fold.
        let voters: [[String]]
    }

    static func run(_ arguments: [String]) throws {
        let parsed = PlainTable.arguments(arguments)
        guard parsed.words.count == 3 else {
            print(
                "Usage: Benchmarks classifiers TABLE.csv LABEL FOLDS.json [--drop COLUMN]… [--only ALGORITHM]…"
            )
            return
        }
        let table = try PlainTable.read(parsed.words[0], label: parsed.words[1], dropped: parsed.dropped)
        let data = try Data(contentsOf: URL(fileURLWithPath: parsed.words[2]))
        let tests = try JSONDecoder().decode([[Int]].self, from: data)
        let folds = tests.map { test in
            let inTest = Set(test)
            return Fold(training: (0..<table.rowCount).filter { !inTest.contains($0) }, test: test)
        }
        for algorithm in ClassifierAlgorithm.applicable(chromaColumns: [])
        where parsed.only.isEmpty || parsed.only.contains(algorithm.rawValue) {
            var answers = [Int](repeating: 0, count: table.rowCount)
            var voters: [[String]] = []
            var (training, prediction) = (Duration.zero, Duration.zero)
            for fold in folds {
                let rows = table.rows(fold.training)
                let start = ContinuousClock.now
                let (classifier, members) = try Self.train(algorithm, on: rows)
                let trained = ContinuousClock.now
                let told = classifier.labels(of: table.features.selecting(fold.test))
                prediction += ContinuousClock.now - trained
                training += trained - start
                if !members.isEmpty { voters.append(members) }
                for (row, label) in zip(fold.test, told) { answers[row] = label }
            }
            let right = zip(answers, table.labels).count { $0 == $1 }
            let line = Line(
                algorithm: algorithm.rawValue, accuracy: Double(right) / Double(table.rowCount),
                trainingSeconds: training / .seconds(1), predictionSeconds: prediction / .seconds(1),
                answers: answers.map { table.classNames[$0] }, voters: voters)
            print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
        }
    }

    /// Without a search; a vote is of those that do best in a cross-validation of the training rows.
    private static func train(
        _ algorithm: ClassifierAlgorithm, on rows: LabeledTable
    ) throws -> (classifier: any Classifier, voters: [String]) {
        guard algorithm == .softVote else {
            let trainer = algorithm.trainer(
                [:], dimension: rows.dimension, ClassifierAlgorithm.Circumstances())
            return (try trainer.train(on: rows, seed: 1), [])
        }
        var options = ClassifierComparison.Options()
        options.algorithms = ClassifierAlgorithm.applicable(chromaColumns: [])
        options.search = .none
        let (vote, voters) = try ClassifierVoters.train(.softVote, on: rows, options: options)
        return (vote, voters.map(\.algorithm.rawValue))
    }
}
