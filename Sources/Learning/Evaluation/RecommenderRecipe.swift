import CatalogCore

/// How to make a recommender: a kind and its parameters, with a name that says both.
package struct RecommenderRecipe: Sendable {
    package let name: String
    private let make: @Sendable (TrainingSet, JobMonitor) throws -> any Recommender

    package init(name: String, make: @escaping @Sendable (TrainingSet, JobMonitor) throws -> any Recommender)
    {
        self.name = name
        self.make = make
    }

    package init<Kind: Recommender>(_ kind: Kind.Type, _ parameters: Kind.Parameters, name: String? = nil) {
        self.init(name: name ?? Kind.name) { training, monitor in
            try Kind.fit(training, parameters: parameters, monitor: monitor)
        }
    }

    package func fit(_ training: TrainingSet, monitor: JobMonitor = .silent) throws -> any Recommender {
        try make(training, monitor)
    }

    /// The recipe whose recommender foretells a validation cut of the training set best, and each one's NDCG.
    ///
    /// The validation cut is made from the training part alone, so that a test set stays unseen.
    package static func best(
        of recipes: [RecommenderRecipe], training: TrainingSet, validation: EvaluationProtocol, seed: UInt64,
        sampledNegatives: Int? = nil, monitor: JobMonitor = .silent
    ) throws -> (recipe: RecommenderRecipe, ndcg: [Double]) {
        precondition(!recipes.isEmpty, "there is something to choose from")
        let split = EvaluationSplit(training.interactions, by: validation, seed: seed)
        let inner = TrainingSet(split.training, itemEmbeddings: training.itemEmbeddings)
        let evaluator = Evaluator(split, sampledNegatives: sampledNegatives, seed: seed)
        var figures: [Double] = []
        for (place, recipe) in recipes.enumerated() {
            figures.append(evaluator.ndcg(try recipe.fit(inner)))
            monitor.report(
                Progress(
                    activity: "choosing parameters on validation", completed: Double(place + 1),
                    total: Double(recipes.count),
                    figures: [.init(name: recipe.name, value: "\(figures[place])")]))
        }
        let best = figures.indices.reduce(0) { figures[$1] > figures[$0] ? $1 : $0 }
        return (recipes[best], figures)
    }
}
