import CatalogCore
import FoundationEssentials
import Learning

/// Compares the classifiers on a table of features, on the folds that the peer script used.
///
///     Benchmarks classifiers TABLE.csv LABEL [FOLDS.json] [--drop COLUMN]…
enum ClassifiersBenchmark {
    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else {
            print("Usage: Benchmarks classifiers TABLE.csv LABEL [FOLDS.json] [--drop COLUMN]…")
            return
        }
        var dropped: Set<String> = []
        var folds: [[Int]]?
        var index = 2
        while index < arguments.count {
            if arguments[index] == "--drop", index + 1 < arguments.count {
                dropped.insert(arguments[index + 1])
                index += 1
            } else {
                let data = try Data(contentsOf: URL(fileURLWithPath: arguments[index]))
                folds = try JSONDecoder().decode([[Int]].self, from: data)
            }
            index += 1
        }
        let table = try read(arguments[0], label: arguments[1], dropped: dropped)
        let splits: [Fold] =
            folds.map { tests in
                tests.map { test in
                    let inTest = Set(test)
                    return Fold(training: (0..<table.rowCount).filter { !inTest.contains($0) }, test: test)
                }
            } ?? Fold.stratified(table, count: 10, seed: 1)
        for (name, trainer) in trainers {
            let started = ContinuousClock.now
            var correct = 0
            for fold in splits {
                let classifier = try trainer.train(on: table.rows(fold.training), seed: 1)
                correct += fold.test.filter { classifier.label(of: table.row($0)) == table.labels[$0] }.count
            }
            let accuracy = Double(correct) / Double(splits.reduce(0) { $0 + $1.test.count })
            print("\(name)\t\(accuracy)\t\(ContinuousClock.now - started)")
        }
    }

    private static var trainers: [(String, any ClassifierTrainer)] {
        let machine = SupportVectorTrainer(kernel: .radial(gamma: nil), penalty: 10)
        return [
            ("svm-rbf", machine),
            ("svm-linear", SupportVectorTrainer(kernel: .linear, penalty: 1)),
            ("random-forest", TreeEnsembleTrainer.randomForest()),
            ("extra-trees", TreeEnsembleTrainer.extraTrees()),
            ("bagging", TreeEnsembleTrainer.bagging()),
            ("decision-tree", TreeEnsembleTrainer.decisionTree()),
            ("boosted-trees", BoostedTreesTrainer()),
            ("naive-bayes", GaussianNaiveBayesTrainer()),
            ("nearest-neighbours", NearestNeighborsTrainer()),
            (
                "soft-vote",
                SoftVoteTrainer(members: [
                    machine, TreeEnsembleTrainer.extraTrees(), TreeEnsembleTrainer.randomForest(),
                ])
            ),
        ]
    }

    private static func read(_ path: String, label: String, dropped: Set<String>) throws -> LabeledTable {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        var lines = text.split(whereSeparator: \.isNewline).makeIterator()
        let header =
            lines.next()?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? []
        let columns = header.indices.filter { header[$0] != label && !dropped.contains(header[$0]) }
        let labelColumn = header.firstIndex(of: label) ?? 0
        var values: [Float] = []
        var labels: [String] = []
        while let line = lines.next() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == header.count else { continue }
            values += columns.map { Float(fields[$0]) ?? 0 }
            labels.append(String(fields[labelColumn]))
        }
        let names = Set(labels).sorted()
        return LabeledTable(
            values: values, dimension: columns.count, labels: labels.map { names.firstIndex(of: $0) ?? 0 },
            classNames: names)
    }
}
