/// How a network is trained: everything that, with the data, decides the result.
package struct TrainingPlan: Sendable, Equatable, Codable {
    package static let epochsLimit = 10_000

    package var epochsMax: Int
    package var batchSize: Int
    package var learningRate: Float
    package var rule: Optimizer.Rule
    package var schedule: Schedule
    /// Gradients longer than this are shortened to it.
    package var gradientNormMax: Float
    /// Epochs without a better validation figure after which a run ends.
    package var patience: Int
    /// The share of examples (whole groups) that is held out for validation.
    package var validationShare: Double
    package var seed: UInt64
    /// oneDNN's threads: part of what makes a run repeatable to the bit.
    package var threads: Int
    package var usesBFloat16: Bool

    package init(
        epochsMax: Int, batchSize: Int = 256, learningRate: Float = 2e-3, rule: Optimizer.Rule = .adamW(),
        schedule: Schedule = Schedule(.cosine(), warmUpShare: 0.1), gradientNormMax: Float = 1,
        patience: Int = 10,
        validationShare: Double = 0.1, seed: UInt64, threads: Int = 1, usesBFloat16: Bool = false
    ) {
        precondition(epochsMax > 0 && epochsMax <= TrainingPlan.epochsLimit, "a run has 1...10,000 epochs")
        precondition(batchSize > 0 && threads > 0 && patience > 0, "batch, threads and patience are positive")
        precondition(validationShare > 0 && validationShare < 1, "some examples are held out, some are not")
        self.epochsMax = epochsMax
        self.batchSize = batchSize
        self.learningRate = learningRate
        self.rule = rule
        self.schedule = schedule
        self.gradientNormMax = gradientNormMax
        self.patience = patience
        self.validationShare = validationShare
        self.seed = seed
        self.threads = threads
        self.usesBFloat16 = usesBFloat16
    }
}
