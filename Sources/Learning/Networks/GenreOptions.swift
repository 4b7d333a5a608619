/// How the genre network is shaped and trained.
package struct GenreOptions: Sendable, Equatable, Codable {
    package var configuration: PatchNetworkConfiguration
    package var masking: SpectrogramMasking
    package var labelSmoothing: Float
    /// Whether rare genres weigh as much as common ones.
    package var balancesClasses: Bool
    package var patchesPerTrackMax: Int
    package var plan: TrainingPlan

    package init(
        configuration: PatchNetworkConfiguration = PatchNetworkConfiguration(),
        masking: SpectrogramMasking = SpectrogramMasking(), labelSmoothing: Float = 0.1,
        balancesClasses: Bool = true,
        patchesPerTrackMax: Int = 32, plan: TrainingPlan
    ) {
        precondition(patchesPerTrackMax > 0, "a track has at least one patch")
        self.configuration = configuration
        self.masking = masking
        self.labelSmoothing = labelSmoothing
        self.balancesClasses = balancesClasses
        self.patchesPerTrackMax = patchesPerTrackMax
        self.plan = plan
    }
}
