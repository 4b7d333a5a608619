import CatalogCore

/// Trains one network over patches, with whole groups of tracks held out to stop by.
struct PatchFit {
    let configuration: PatchNetworkConfiguration
    let masking: SpectrogramMasking
    let plan: TrainingPlan
    /// Patches of one track that are used, evenly spaced.
    let patchesPerTrackMax: Int
    let journal: (any TrainingJournal)?

    struct Result {
        let run: PatchRun
        let standardizer: Standardizer
        let weights: NetworkWeights
        let history: TrainingHistory
    }

    func fit(
        _ source: any PatchSource, targets: VectorTable, training: [Int], heldOut: [Int], loss: Loss,
        activity: String, run name: String, monitor: JobMonitor
    ) throws -> Result {
        guard source.melBands == configuration.melBands, source.frames == configuration.frames else {
            throw LearningError(
                .wrongFeatures,
                "The patches are \(source.melBands) × \(source.frames), and the network takes "
                    + "\(configuration.melBands) × \(configuration.frames).")
        }
        let patches = source.patches(ofTracks: targets.rows, limit: patchesPerTrackMax)
        let ours = training.flatMap { patches[$0] }
        let others = heldOut.flatMap { patches[$0] }
        guard ours.count > 1, !others.isEmpty else {
            throw LearningError(
                .notEnoughData,
                "\(activity): the tracks have too few patches (\(ours.count) and \(others.count)).")
        }
        let network = try configuration.network(outputs: targets.columns, seed: plan.seed)
        let standardizer = try PatchRun.standardizer(source, patches: ours)
        let run = PatchRun(network: network, source: source, standardizer: standardizer, masking: masking)
        let loop = try TrainingLoop(
            plan: plan, networks: [network], activity: activity, monitor: monitor, journal: journal,
            run: name)
        let truth = targets.selecting(others.map { source.trackOfPatch[$0] })
        let history = try loop.run(
            examples: ours, step: { try run.step($0, $1, targets: targets, loss: loss) },
            validate: { loss.value(try run.outputs(others), truth) })
        return Result(run: run, standardizer: standardizer, weights: network.weights, history: history)
    }
}
