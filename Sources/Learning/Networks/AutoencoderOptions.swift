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
    /// Whether it learns on a scale on which rows of one kin lie close together, see `KinScale`.
    package var scalesByKin: Bool
    package var plan: TrainingPlan

    package init(
        latentSize: Int = 64, hidden: [Int] = [256, 256], noise: Float = 0.05, groupWeight: Float = 0,
        temperature: Float = 0.1, scalesByKin: Bool = false, plan: TrainingPlan
    ) {
        precondition(latentSize > 0 && noise >= 0 && groupWeight >= 0, "sizes and weights are not negative")
        self.latentSize = latentSize
        self.hidden = hidden
        self.noise = noise
        self.groupWeight = groupWeight
        self.temperature = temperature
        self.scalesByKin = scalesByKin
        self.plan = plan
    }

    /// Models of before there were scales by kin are without.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        latentSize = try values.decode(Int.self, forKey: .latentSize)
        hidden = try values.decode([Int].self, forKey: .hidden)
        noise = try values.decode(Float.self, forKey: .noise)
        groupWeight = try values.decode(Float.self, forKey: .groupWeight)
        temperature = try values.decode(Float.self, forKey: .temperature)
        scalesByKin = try values.decodeIfPresent(Bool.self, forKey: .scalesByKin) ?? false
        plan = try values.decode(TrainingPlan.self, forKey: .plan)
    }
}
