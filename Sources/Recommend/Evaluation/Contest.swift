import CatalogCore
import Learning

/// Which recommender should serve: all that can be trained on a catalog's feedback, judged on the same questions.
package struct Contest: Sendable {
    /// Every entrant's figures, best first.
    package let reports: [EvaluationReport]
    /// What serves now, if it took part.
    package let champion: String?
    package let winner: String
    /// The parameters that a cut of the training part chose.
    package let choice: Choice
    /// How the winner's components are weighed when it serves.
    package let plan: ServingPlan

    /// What was chosen for each kind.
    package struct Choice: Sendable {
        package var factorisation = ImplicitALS.Parameters()
        package var neighbors = ItemNeighbors.Parameters()
        package var head: EASE.Parameters?
        /// The hybrid's weights by history length, in the order of `components`.
        package var calibrations: [Blend.Calibration] = []
        package var components: [String] = []
    }

    /// Trains every entrant on the training part of a cut and asks all the same questions.
    ///
    /// Hyperparameters and the hybrid's weights come from a cut of the training part; the questions stay unseen.
    /// - Parameter secondsNow: a clock, for the seconds of an answer.
    package static func hold(
        on interactions: Interactions, embeddings: FactorMatrix?, by evaluation: EvaluationProtocol,
        champion: String? = nil, depth: Int = 10, sampledNegatives: Int? = nil, seed: UInt64,
        monitor: JobMonitor = .silent, secondsNow: () -> Double = { 0 }
    ) throws -> Contest {
        let split = EvaluationSplit(interactions, by: evaluation, seed: seed)
        let training = TrainingSet(split.training, itemEmbeddings: embeddings)
        let evaluator = Evaluator(
            split, depth: depth, sampledNegatives: sampledNegatives, seed: seed, itemEmbeddings: embeddings)
        var (entrants, choice) = try chosen(training, evaluation, seed: seed, monitor: monitor)
        var reports: [EvaluationReport] = []
        for (place, recipe) in entrants.enumerated() where !monitor.isCancelled {
            let model = try recipe.fit(training, monitor: monitor)
            if let blend = model as? Blend { choice.calibrations = blend.calibrations }
            let report = evaluator.evaluate(model, name: recipe.name, secondsNow: secondsNow)
            reports.append(report)
            monitor.report(
                Progress(
                    activity: "evaluating", completed: Double(place + 1), total: Double(entrants.count),
                    figures: [.init(name: recipe.name, value: "\(report.ndcg.mean)")]))
        }
        reports.sort { $0.ndcg.mean > $1.ndcg.mean }
        return Contest(reports: reports, champion: champion, choice: choice)
    }

    init(reports: [EvaluationReport], champion: String?, choice: Choice = Choice()) {
        self.reports = reports
        self.champion = champion
        self.choice = choice
        let best = reports.first?.model ?? champion ?? Popularity.name
        if let champion, let held = reports.first(where: { $0.model == champion }),
            let leader = reports.first
        {
            // A champion is replaced by what is better beyond chance, not by noise.
            winner = leader.ndcg.lower > held.ndcg.mean ? best : champion
        } else {
            winner = best
        }
        plan = Contest.plan(of: winner, choice)
    }

    /// One component alone, or the blend as it was calibrated.
    private static func plan(of winner: String, _ choice: Choice) -> ServingPlan {
        if let component = ServingPlan.Component(rawValue: winner) {
            return ServingPlan(steps: [.init(historyCountMax: .max, weights: [component: 1])])
        }
        let components = choice.components.map(ServingPlan.Component.init(rawValue:))
        let steps = choice.calibrations.map { calibration in
            var weights: [ServingPlan.Component: Double] = [:]
            for (component, weight) in zip(components, calibration.weights) {
                if let component, weight > 0 { weights[component] = Double(weight) }
            }
            return ServingPlan.Step(historyCountMax: calibration.historyCountMax, weights: weights)
        }
        return steps.isEmpty ? .standard : ServingPlan(steps: steps)
    }

    /// Why the winner serves, as a sentence.
    package var reason: String {
        guard let report = reports.first(where: { $0.model == winner }) else {
            return "There is not enough feedback to compare models: \(winner) serves."
        }
        let figure = Contest.rounded(report.ndcg.mean)
        let interval = "\(Contest.rounded(report.ndcg.lower))…\(Contest.rounded(report.ndcg.upper))"
        let start =
            "\(winner) has NDCG@\(report.depth) \(figure) (\(interval)) on \(report.caseCount) listeners"
        guard let leader = reports.first, leader.model != winner else { return start + ", the best of all." }
        return start + "; \(leader.model) has \(Contest.rounded(leader.ndcg.mean)), which may be chance."
    }

    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

    /// One recipe of each kind, with the parameters that a cut of the training part is foretold best by.
    private static func chosen(
        _ training: TrainingSet, _ evaluation: EvaluationProtocol, seed: UInt64, monitor: JobMonitor
    ) throws -> ([RecommenderRecipe], Choice) {
        func best<Parameters>(_ choices: [Parameters], _ recipe: (Parameters) -> RecommenderRecipe) throws
            -> (Parameters, RecommenderRecipe)
        {
            let recipes = choices.map(recipe)
            let figures = try RecommenderRecipe.best(
                of: recipes, training: training, validation: evaluation, seed: seed ^ 7, monitor: monitor
            ).ndcg
            let place = figures.indices.reduce(0) { figures[$1] > figures[$0] ? $1 : $0 }
            return (choices[place], recipes[place])
        }
        var choice = Choice()
        let factorisations = [Float(0.1), 0.3].flatMap { unobserved in
            [Float(0.01), 0.03, 0.12].map { regularization in
                ImplicitALS.Parameters(
                    dimension: factorDimension, unobservedWeight: unobserved, regularization: regularization
                ).carried(
                    fromDensity: ImplicitALS.Parameters.standardDensity,
                    toDensity: training.interactions.density)
            }
        }
        let factors = try best(factorisations) {
            RecommenderRecipe(PlacedALS.self, .init(factorisation: $0), name: ImplicitALS.name)
        }
        choice.factorisation = factors.0
        var all = [factors.1]
        if training.itemCount <= easeItemCountMax {
            let heads = [100.0, 300, 900].map { EASE.Parameters(regularization: $0, historyExponent: 0.25) }
            let head = try best(heads) { RecommenderRecipe(EASE.self, $0) }
            choice.head = head.0
            all.append(head.1)
        }
        let neighbors = try best(
            ItemNeighbors.Weighting.allCases.map { ItemNeighbors.Parameters(weighting: $0) }
        ) { RecommenderRecipe(ItemNeighbors.self, $0) }
        choice.neighbors = neighbors.0
        all.append(neighbors.1)
        // As it serves: old plays count less.
        all.append(
            RecommenderRecipe(
                Popularity.self, .init(halfLifeSeconds: TrendScale.halfLifeDays * 86_400)))
        if training.itemEmbeddings != nil { all.append(RecommenderRecipe(EmbeddingNeighbors.self, .init())) }
        choice.components = all.map(\.name)
        let hybrid = RecommenderRecipe(
            Blend.self, .init(recipes: all, validation: evaluation, trainer: BlendTrainer(seed: seed ^ 7)))
        return (all + [hybrid], choice)
    }

    private static let factorDimension = 48
    /// Above this the closed form takes longer than the rest together.
    package static let easeItemCountMax = 4_000
}
