import CatalogCore
import Learning
import Testing

/// Every learner on tasks whose answer is known.
@Suite struct ClassifierTests {
    static let trainers: [(String, any ClassifierTrainer)] = [
        ("svm", SupportVectorTrainer()), ("linear svm", SupportVectorTrainer(kernel: .linear)),
        ("tree", TreeEnsembleTrainer.decisionTree()),
        ("forest", TreeEnsembleTrainer.randomForest(treeCount: 30)),
        ("extra trees", TreeEnsembleTrainer.extraTrees(treeCount: 30)),
        ("bagging", TreeEnsembleTrainer.bagging(treeCount: 30)), ("boosted", BoostedTreesTrainer()),
        ("bayes", GaussianNaiveBayesTrainer()), ("neighbours", NearestNeighborsTrainer()),
        ("logistic", LogisticRegressionTrainer()), ("descent", GradientDescentTrainer(decay: 1e-3)),
        ("discriminant", DiscriminantTrainer()),
        ("components", ComponentTrainer(columns: [0, 1], base: GaussianNaiveBayesTrainer())),
        ("vote", SoftVoteTrainer(members: [GaussianNaiveBayesTrainer(), NearestNeighborsTrainer()])),
    ]

    /// Three clouds whose centres are four deviations apart.
    private func clouds(seed: UInt64, rows: Int = 150) -> LabeledTable {
        var random = SplitMix64(seed: seed)
        let labels = (0..<rows).map { $0 % 3 }
        let values = labels.flatMap { label in
            [Float(random.normal() + 4 * Double(label)), Float(random.normal() - 4 * Double(label % 2))]
        }
        return LabeledTable(values: values, dimension: 2, labels: labels, classNames: ["a", "b", "c"])
    }

    @Test(arguments: trainers.indices) func tellsCloudsApartThatItHasNotSeen(index: Int) throws {
        let classifier = try Self.trainers[index].1.train(on: clouds(seed: 1), seed: 7)
        let unseen = clouds(seed: 2)
        var correct = 0
        for row in 0..<unseen.rowCount {
            let probabilities = classifier.probabilities(of: unseen.row(row))
            #expect(abs(probabilities.reduce(0, +) - 1) < 1e-4)
            correct += classifier.label(of: unseen.row(row)) == unseen.labels[row] ? 1 : 0
        }
        #expect(Double(correct) / Double(unseen.rowCount) > 0.93, "\(Self.trainers[index].0)")
    }

    @Test(arguments: trainers.indices) func theSameSeedGivesTheSameAnswers(index: Int) throws {
        let (first, second) = try (
            Self.trainers[index].1.train(on: clouds(seed: 3), seed: 5),
            Self.trainers[index].1.train(on: clouds(seed: 3), seed: 5)
        )
        let unseen = clouds(seed: 4, rows: 30)
        for row in 0..<unseen.rowCount {
            #expect(first.probabilities(of: unseen.row(row)) == second.probabilities(of: unseen.row(row)))
        }
    }

    @Test(arguments: trainers.indices) func whatIsStoredAnswersAsWhatWasTrained(index: Int) throws {
        let table = clouds(seed: 6)
        let classifier = CalibratedClassifier(
            base: try Self.trainers[index].1.train(on: table, seed: 5),
            maps: [
                .sigmoid(slope: 1.5, offset: -0.2), .steps(places: [0.1, 0.6], values: [0.2, 0.9]),
                .sigmoid(slope: 1, offset: 0),
            ])
        var archive = ClassifierArchive()
        classifier.write(to: &archive)
        let bytes = try archive.encoded()
        var read = try ClassifierArchive(decoding: bytes)
        let copy = try ClassifierKind.classifier(from: &read)
        let unseen = clouds(seed: 8, rows: 40)
        for (mine, its) in zip(
            classifier.probabilities(of: unseen.features), copy.probabilities(of: unseen.features))
        {
            #expect(abs(mine - its) < 1e-5)
        }
        for end in [0, 9, bytes.count / 2, bytes.count - 1] {
            #expect(throws: LearningError.self) {
                var half = try ClassifierArchive(decoding: Array(bytes[..<end]))
                _ = try ClassifierKind.classifier(from: &half)
            }
        }
    }

    @Test(arguments: trainers.indices) func manyRowsAreAnsweredAsEachAlone(index: Int) throws {
        let classifier = try Self.trainers[index].1.train(on: clouds(seed: 1), seed: 7)
        let unseen = clouds(seed: 2, rows: 300)
        let together = classifier.probabilities(of: unseen.features)
        for row in [0, 1, 255, 256, 299] {
            for (one, other) in zip(classifier.probabilities(of: unseen.row(row)), together[(3 * row)...]) {
                #expect(abs(one - other) < 1e-5, "\(Self.trainers[index].0)")
            }
        }
    }

    @Test(arguments: trainers.indices) func oneClassAndABadNumberAreSentences(index: Int) {
        let trainer = Self.trainers[index].1
        let single = LabeledTable(values: [1, 2, 3], dimension: 1, labels: [0, 0, 0], classNames: ["only"])
        #expect(throws: ClassifierError.oneClassOnly("only")) { try trainer.train(on: single, seed: 1) }
        let bad = LabeledTable(values: [1, .nan], dimension: 1, labels: [0, 1], classNames: ["a", "b"])
        #expect(throws: ClassifierError.notFinite(row: 1, column: 0)) { try trainer.train(on: bad, seed: 1) }
    }

    /// Exclusive or: no single question helps, two in a row answer it.
    @Test func aTreeAsksTwoQuestionsInARow() throws {
        let table = LabeledTable(
            values: [0, 0, 0, 1, 1, 0, 1, 1, 0, 0.1], dimension: 2, labels: [0, 1, 1, 0, 0],
            classNames: ["even", "odd"])
        let tree = try TreeEnsembleTrainer.decisionTree().train(on: table, seed: 1)
        for row in 0..<table.rowCount { #expect(tree.label(of: table.row(row)) == table.labels[row]) }
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func groupsStayTogetherAndClassesAreSpread(seed: UInt64) {
        let groups = (0..<120).map { $0 / 4 }
        let table = LabeledTable(
            values: [Float](repeating: 0, count: 120), dimension: 1, labels: groups.map { $0 % 3 },
            classNames: ["a", "b", "c"], groups: groups)
        let folds = Fold.stratified(table, count: 5, seed: seed)
        #expect(folds.flatMap(\.test).sorted() == Array(0..<120))
        for fold in folds {
            #expect(Set(fold.test.map { groups[$0] }).isDisjoint(with: fold.training.map { groups[$0] }))
            for label in 0..<3 { #expect(fold.test.filter { table.labels[$0] == label }.count == 8) }
        }
    }
}
