/// How an autoencoder is shaped and trained.
package struct AutoencoderOptions: Sendable, Equatable, Codable {
    package var latentSize: Int
    /// The hidden layers of the encoder; the decoder has them in reverse.
    package var hidden: [Int]
    /// The deviation of the noise added to the standardised input; Vincent et al. 2008.
    package var noise: Float
    /// The weight of the second objective, which draws items of one group together; 0 is without.
    package var groupWeight: Float
    package var temperature: Float
    package var plan: TrainingPlan

    package init(
        latentSize: Int = 64, hidden: [Int] = [256, 256], noise: Float = 0.05, groupWeight: Float = 0,
        temperature: Float = 0.1, plan: TrainingPlan
    ) {
        precondition(latentSize > 0 && noise >= 0 && groupWeight >= 0, "sizes and weights are not negative")
        self.latentSize = latentSize
        self.hidden = hidden
        self.noise = noise
        self.groupWeight = groupWeight
        self.temperature = temperature
        self.plan = plan
    }
}
