import Learning

/// How networks over patches are trained on a library.
package struct PatchOptions: Sendable {
    /// Tracks beyond these are not learnt from, but are told of.
    package static let trainingTracksMax = 5_000
    /// Tracks that are heard and told of at a time.
    static let predictionTracks = 64
    private static let examplesMax = 60_000
    private static let epochs = 6...40

    package var configuration: PatchNetworkConfiguration
    package var patchesPerTrackMax: Int
    package var workerCount: Int

    package init(
        configuration: PatchNetworkConfiguration = PatchNetworkConfiguration(), patchesPerTrackMax: Int = 12,
        workerCount: Int = 2
    ) {
        precondition(patchesPerTrackMax > 0 && workerCount > 0, "something is heard")
        self.configuration = configuration
        self.patchesPerTrackMax = patchesPerTrackMax
        self.workerCount = workerCount
    }

    func network(_ settings: TrainingSettings, patches: Int) -> GenreOptions {
        let fitting = max(
            Self.epochs.lowerBound, min(Self.epochs.upperBound, Self.examplesMax / max(1, patches)))
        let plan = TrainingPlan(
            epochsMax: settings.epochsMax ?? fitting, batchSize: min(32, max(2, patches / 4)),
            learningRate: 1e-3,
            validationShare: 0.15, seed: settings.seed, threads: settings.threads,
            usesBFloat16: settings.usesBFloat16)
        return GenreOptions(
            configuration: configuration, patchesPerTrackMax: patchesPerTrackMax, plan: plan)
    }
}
