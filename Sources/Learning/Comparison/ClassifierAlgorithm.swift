/// The algorithms that are compared, by the names under which people know them.
package enum ClassifierAlgorithm: String, Sendable, CaseIterable {
    case radialMachine = "svm-rbf"
    case linearMachine = "svm-linear"
    case randomForest = "random-forest"
    case extraTrees = "extra-trees"
    case boostedTrees = "boosted-trees"
    case decisionTree = "decision-tree"
    case bagging
    case logisticRegression = "logistic-regression"
    case gradientDescent = "sgd"
    case naiveBayes = "naive-bayes"
    case nearestNeighbors = "nearest-neighbours"
    case discriminant = "lda"
    case radialMachineOnComponents = "svm-rbf-chroma-pca"
    case randomForestOnComponents = "random-forest-chroma-pca"
    case logisticRegressionOnComponents = "logistic-regression-chroma-pca"
    case softVote = "soft-vote"

    /// What training is told besides the algorithm's numbers.
    package struct Circumstances: Sendable {
        /// The columns that the variants on components turn.
        package var chromaColumns: [Int]
        /// A search asks for the order of the classes alone, and runs beside others.
        package var isSearch = false

        package init(chromaColumns: [Int] = []) { self.chromaColumns = chromaColumns }
    }

    /// Fewer columns than this are not worth turning.
    package static let chromaColumnsMin = 3
    private static let treeCount = 500
    private static let treeCountInSearch = 100
    private static let baggedTreeCount = 100

    /// The algorithm that is shown the components instead of the chroma.
    package var base: ClassifierAlgorithm? {
        switch self {
        case .radialMachineOnComponents: .radialMachine
        case .randomForestOnComponents: .randomForest
        case .logisticRegressionOnComponents: .logisticRegression
        default: nil
        }
    }

    /// Those that a table with these columns can be compared by; the vote is last, and made of the others.
    package static func applicable(chromaColumns: [Int]) -> [ClassifierAlgorithm] {
        allCases.filter { $0.base == nil || chromaColumns.count >= chromaColumnsMin }
    }

    package var hyperparameters: [Hyperparameter] {
        switch self {
        case .radialMachine:
            [
                Hyperparameter("penalty", [10, 1, 3, 30], in: 0.1...100, isLogarithmic: true),
                Hyperparameter("width", [1, 0.5, 2], in: 0.1...4, isLogarithmic: true),
            ]
        case .linearMachine:
            [Hyperparameter("penalty", [0.1, 0.01, 1], in: 0.001...10, isLogarithmic: true)]
        case .randomForest, .extraTrees:
            [
                Hyperparameter("leaf_rows", [1, 3], in: 1...5, isWhole: true),
                Hyperparameter("feature_factor", [1, 2], in: 0.5...3),
            ]
        case .boostedTrees:
            [
                Hyperparameter("depth", [4, 2], in: 2...7, isWhole: true),
                Hyperparameter("rate", [0.1], in: 0.03...0.3, isLogarithmic: true),
            ]
        case .decisionTree:
            [
                Hyperparameter("depth", [64, 4, 8], in: 2...64, isLogarithmic: true, isWhole: true),
                Hyperparameter("leaf_rows", [1, 5], in: 1...20, isWhole: true),
            ]
        case .bagging: [Hyperparameter("leaf_rows", [1, 3], in: 1...10, isWhole: true)]
        case .logisticRegression:
            [Hyperparameter("penalty", [1, 0.01, 0.1, 10], in: 0.001...100, isLogarithmic: true)]
        case .gradientDescent:
            [Hyperparameter("decay", [1e-3, 1e-4, 1e-2], in: 1e-5...0.1, isLogarithmic: true)]
        case .naiveBayes:
            [Hyperparameter("smoothing", [1e-9, 1e-2, 0.1], in: 1e-9...1, isLogarithmic: true)]
        case .nearestNeighbors: [Hyperparameter("neighbours", [5, 1, 3, 9, 15], in: 1...30, isWhole: true)]
        case .discriminant: [Hyperparameter("shrinkage", [0, 0.1, 0.3, 0.6], in: 0...1)]
        case .radialMachineOnComponents, .randomForestOnComponents, .logisticRegressionOnComponents:
            base?.hyperparameters ?? []
        case .softVote: []
        }
    }

    /// A trainer with its numbers set; those that are not named take the first of their grid.
    package func trainer(
        _ settings: [String: Double], dimension: Int, _ circumstances: Circumstances
    ) -> any ClassifierTrainer {
        var numbers = Dictionary(uniqueKeysWithValues: hyperparameters.map { ($0.name, $0.grid[0]) })
        numbers.merge(settings) { $1 }
        func number(_ name: String) -> Double { numbers[name] ?? 1 }
        let treeCount = circumstances.isSearch ? Self.treeCountInSearch : Self.treeCount
        switch self {
        case .radialMachine:
            let kernel = SupportVectorTrainer.KernelChoice.radial(gamma: number("width") / Double(dimension))
            return machine(kernel, penalty: number("penalty"), circumstances)
        case .linearMachine: return machine(.linear, penalty: number("penalty"), circumstances)
        case .randomForest:
            return trees(.randomForest(treeCount: treeCount), numbers)
        case .extraTrees: return trees(.extraTrees(treeCount: treeCount), numbers)
        case .decisionTree: return trees(.decisionTree(), numbers)
        case .bagging: return trees(.bagging(treeCount: Self.baggedTreeCount), numbers)
        case .boostedTrees:
            var trainer = BoostedTreesTrainer()
            trainer.depthMax = Int(number("depth"))
            trainer.learningRate = number("rate")
            trainer.threadCount = circumstances.isSearch ? 1 : nil
            return trainer
        case .logisticRegression: return LogisticRegressionTrainer(penalty: number("penalty"))
        case .gradientDescent: return GradientDescentTrainer(decay: number("decay"))
        case .naiveBayes:
            var trainer = GaussianNaiveBayesTrainer()
            trainer.smoothing = number("smoothing")
            return trainer
        case .nearestNeighbors: return NearestNeighborsTrainer(neighborCount: Int(number("neighbours")))
        case .discriminant: return DiscriminantTrainer(shrinkage: number("shrinkage"))
        case .radialMachineOnComponents, .randomForestOnComponents, .logisticRegressionOnComponents:
            let inner = (base ?? .radialMachine).trainer(settings, dimension: dimension, circumstances)
            return ComponentTrainer(columns: circumstances.chromaColumns, base: inner)
        case .softVote: preconditionFailure("a vote has voters, which `ClassifierVoters` trains")
        }
    }

    private func machine(
        _ kernel: SupportVectorTrainer.KernelChoice, penalty: Double, _ circumstances: Circumstances
    ) -> SupportVectorTrainer {
        var trainer = SupportVectorTrainer(kernel: kernel, penalty: penalty)
        trainer.findsProbabilities = !circumstances.isSearch
        return trainer
    }

    private func trees(_ trainer: TreeEnsembleTrainer, _ numbers: [String: Double]) -> TreeEnsembleTrainer {
        var trainer = trainer
        if let rows = numbers["leaf_rows"] { trainer.growth.leafRowCountMin = Int(rows) }
        if let depth = numbers["depth"] { trainer.growth.depthMax = Int(depth) }
        if let factor = numbers["feature_factor"] { trainer.featureFactor = factor }
        return trainer
    }
}
