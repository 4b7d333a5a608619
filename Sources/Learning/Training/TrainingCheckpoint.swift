/// Everything a run needs to continue as if it had not stopped.
///
/// There is no state of randomness in it: each epoch and each step draws from a seed of its own, made of the plan's seed
/// and its number.
package struct TrainingCheckpoint: Sendable, Equatable {
    package let plan: TrainingPlan
    package internal(set) var history: TrainingHistory
    package internal(set) var epochsWithoutGain: Int
    /// How often a plateau lowered the learning rate.
    package internal(set) var reductions = 0
    package internal(set) var weights: [NetworkWeights]
    package internal(set) var bestWeights: [NetworkWeights]
    package internal(set) var optimizer: Optimizer

    private struct Settings: Codable {
        let plan: TrainingPlan
        let history: TrainingHistory
        let epochsWithoutGain: Int
        let reductions: Int
        let stepCount: Int
        /// Arrays of parameters and of statistics of each network.
        let counts: [[Int]]
        let moments: [Int]
    }

    package init(
        plan: TrainingPlan, history: TrainingHistory, epochsWithoutGain: Int, weights: [NetworkWeights],
        bestWeights: [NetworkWeights], optimizer: Optimizer
    ) {
        self.plan = plan
        self.history = history
        self.epochsWithoutGain = epochsWithoutGain
        self.weights = weights
        self.bestWeights = bestWeights
        self.optimizer = optimizer
    }

    package func encoded() throws -> [UInt8] {
        let settings = Settings(
            plan: plan, history: history, epochsWithoutGain: epochsWithoutGain, reductions: reductions,
            stepCount: optimizer.stepCount,
            counts: weights.map(\.arrayCounts),
            moments: [optimizer.firstMoments.count, optimizer.secondMoments.count])
        let arrays =
            (weights + bestWeights).flatMap(\.arrays) + optimizer.firstMoments
            + optimizer.secondMoments
        return try ModelBlob(kind: "checkpoint", settings: settings, arrays: arrays).encoded()
    }

    package init(decoding bytes: [UInt8]) throws {
        let record = try ModelBlob(decoding: bytes, kind: "checkpoint")
        let settings = try record.settings(as: Settings.self)
        let needed = settings.counts.reduce(0) { $0 + $1.reduce(0, +) } * 2 + settings.moments.reduce(0, +)
        guard settings.counts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0 >= 0 } }),
            settings.moments.count == 2, settings.moments.allSatisfy({ $0 >= 0 }),
            record.arrays.count == needed
        else { throw ModelBlob.corrupt("its arrays do not fit its settings") }
        var rest = record.arrays[...]
        func take(_ count: Int) -> [[Float]] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        func networks() -> [NetworkWeights] {
            settings.counts.map { NetworkWeights(parameters: take($0[0]), statistics: take($0[1])) }
        }
        plan = settings.plan
        history = settings.history
        epochsWithoutGain = settings.epochsWithoutGain
        reductions = settings.reductions
        weights = networks()
        bestWeights = networks()
        optimizer = Optimizer(
            settings.plan.rule, stepCount: settings.stepCount, firstMoments: take(settings.moments[0]),
            secondMoments: take(settings.moments[1]))
    }
}
