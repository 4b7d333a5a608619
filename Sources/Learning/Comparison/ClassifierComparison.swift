import CatalogCore

/// Algorithms against each other on the same folds; each chooses its numbers on the training rows of a fold alone.
package struct ClassifierComparison: Sendable {
    package struct Options: Sendable {
        package var algorithms: [ClassifierAlgorithm] = ClassifierAlgorithm.allCases
        package var foldCount = 5
        package var innerFoldCount = 3
        package var search = HyperparameterSearch.grid
        package var chromaColumns: [Int] = []
        package var seed: UInt64 = 1

        package init() {}

        var circumstances: ClassifierAlgorithm.Circumstances {
            ClassifierAlgorithm.Circumstances(chromaColumns: chromaColumns)
        }
    }

    /// What one algorithm made of all folds.
    package struct Entry: Sendable {
        package let algorithm: ClassifierAlgorithm
        /// Of each fold.
        package let choices: [ClassifierChoice]
        package let classifiers: [any Classifier]
        /// Of each row by the classifier of the fold that did not learn from it.
        package let probabilities: [Float]
        package let metrics: ClassificationMetrics
        /// Without the search for numbers; of all folds together.
        package let trainingSeconds: Double
        package let predictionSeconds: Double
        /// The algorithms in a vote, of each fold.
        package let members: [[ClassifierAlgorithm]]
    }

    package let folds: [Fold]
    package let entries: [Entry]
    /// Algorithms that could not be trained, and why.
    package let failures: [(algorithm: ClassifierAlgorithm, reason: String)]

    /// The one that told most rows right; of equals the one that is surprised less.
    package var best: Entry? {
        entries.min {
            ($1.metrics.accuracy, $0.metrics.logLoss) < ($0.metrics.accuracy, $1.metrics.logLoss)
        }
    }

    package init(
        on table: LabeledTable, folds: [Fold]? = nil, options: Options, monitor: JobMonitor = .silent,
        secondsNow: @Sendable () -> Double
    ) throws {
        let table = try table.checkedForTraining()
        self.folds = folds ?? Fold.stratified(table, count: options.foldCount, seed: options.seed)
        var runs: [AlgorithmRun] = []
        var failures: [(algorithm: ClassifierAlgorithm, reason: String)] = []
        let algorithms = options.algorithms.filter { $0 != .softVote }
        let votes = options.algorithms.contains(.softVote)
        let searches = self.folds.map { ClassifierSearch(on: table.rows($0.training), options: options) }
        for (number, algorithm) in algorithms.enumerated() {
            var run = AlgorithmRun(algorithm, table, foldCount: self.folds.count)
            do {
                for (index, fold) in self.folds.enumerated() {
                    if monitor.isCancelled { throw CancellationError() }
                    let done = Double(number) + Double(index) / Double(self.folds.count)
                    monitor.report(
                        Progress(
                            activity: "comparing: \(algorithm.rawValue)", completed: done,
                            total: Double(algorithms.count)))
                    let choice = try searches[index].best(algorithm)
                    if votes { run.candidates.append(try searches[index].candidate(choice)) }
                    try run.add(fold, choice, table, options, secondsNow)
                }
                runs.append(run)
            } catch let error as ClassifierError {
                failures.append((algorithm, error.description))
            }
        }
        var entries = runs.map { $0.entry(table) }
        if votes, runs.count > 1 {
            let labels = searches.map(\.labels)
            entries.append(AlgorithmRun.vote(of: runs, table, self.folds, labels).entry(table))
        }
        self.entries = entries
        self.failures = failures
    }
}

/// One algorithm on its way through the folds.
private struct AlgorithmRun {
    let algorithm: ClassifierAlgorithm
    var choices: [ClassifierChoice] = []
    /// For a vote; of each fold.
    var candidates: [ClassifierVoters.Candidate] = []
    var classifiers: [any Classifier] = []
    var probabilities: [Float]
    var trainingSeconds: [Double] = []
    var predictionSeconds: [Double] = []
    var members: [[ClassifierAlgorithm]] = []

    init(_ algorithm: ClassifierAlgorithm, _ table: LabeledTable, foldCount: Int) {
        self.algorithm = algorithm
        probabilities = [Float](
            repeating: 1 / Float(table.classCount), count: table.rowCount * table.classCount)
    }

    mutating func add(
        _ fold: Fold, _ choice: ClassifierChoice, _ table: LabeledTable,
        _ options: ClassifierComparison.Options, _ secondsNow: () -> Double
    ) throws {
        let training = table.rows(fold.training)
        let start = secondsNow()
        let classifier = try algorithm.trainer(
            choice.settings, dimension: table.dimension, options.circumstances
        ).train(on: training, seed: options.seed)
        let trained = secondsNow()
        let own = classifier.probabilities(of: table.features.selecting(fold.test))
        predictionSeconds.append(secondsNow() - trained)
        trainingSeconds.append(trained - start)
        choices.append(choice)
        classifiers.append(classifier)
        put(own, fold, classCount: table.classCount)
    }

    private mutating func put(_ own: [Float], _ fold: Fold, classCount: Int) {
        for (place, row) in fold.test.enumerated() {
            for label in 0..<classCount {
                probabilities[row * classCount + label] = own[place * classCount + label]
            }
        }
    }

    /// In each fold the mean of those that did best together on its training rows.
    static func vote(
        of runs: [AlgorithmRun], _ table: LabeledTable, _ folds: [Fold], _ labels: [[Int]]
    ) -> AlgorithmRun {
        var vote = AlgorithmRun(.softVote, table, foldCount: folds.count)
        for (index, fold) in folds.enumerated() {
            let chosen = ClassifierVoters.choose(
                among: runs.map { $0.candidates[index] }, labels: labels[index])
            let voters = chosen.compactMap { choice in runs.first { $0.algorithm == choice.algorithm } }
            vote.members.append(voters.map(\.algorithm))
            vote.classifiers.append(SoftVote(members: voters.map { $0.classifiers[index] }))
            vote.trainingSeconds.append(voters.reduce(0) { $0 + $1.trainingSeconds[index] })
            vote.predictionSeconds.append(voters.reduce(0) { $0 + $1.predictionSeconds[index] })
            let own = fold.test.flatMap { row in
                GroupVote.mean(
                    of: voters.map {
                        $0.probabilities[row * table.classCount..<(row + 1) * table.classCount]
                    })
            }
            vote.put(own, fold, classCount: table.classCount)
        }
        return vote
    }

    func entry(_ table: LabeledTable) -> ClassifierComparison.Entry {
        ClassifierComparison.Entry(
            algorithm: algorithm, choices: choices, classifiers: classifiers, probabilities: probabilities,
            metrics: ClassificationMetrics(
                probabilities: probabilities, labels: table.labels, classNames: table.classNames),
            trainingSeconds: trainingSeconds.reduce(0, +), predictionSeconds: predictionSeconds.reduce(0, +),
            members: members)
    }
}
