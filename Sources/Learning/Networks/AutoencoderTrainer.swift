import CatalogCore

/// Trains autoencoders on the vectors of a library.
package struct AutoencoderTrainer {
    /// Fewer rows than this teach nothing that PCA does not know.
    package static let rowsMin = 20

    package let options: AutoencoderOptions
    package let monitor: JobMonitor
    package let journal: (any TrainingJournal)?

    package init(
        options: AutoencoderOptions, monitor: JobMonitor = .silent, journal: (any TrainingJournal)? = nil
    ) {
        self.options = options
        self.monitor = monitor
        self.journal = journal
    }

    /// Trains on `vectors`, one row a track; whole `groups` (artists) are held out for validation. With `kin` (an
    /// album's or artist's number for each row) and a group weight, rows of one kin are drawn together.
    package func train(
        vectors: VectorTable, groups: [Int], kin: [Int]? = nil, featureSet: String
    ) throws -> Autoencoder {
        try AutoencoderTrainer.check(vectors, groups)
        let split = try GroupedSplit.holdOut(
            options.plan.validationShare, groups: groups, seed: options.plan.seed)
        let training = vectors.selecting(split.training)
        let standardizer = Standardizer(of: training)
        let table = standardizer.apply(to: vectors)
        let encoder = try Autoencoder.encoder(vectors.columns, options).network(seed: options.plan.seed)
        let decoder = try Autoencoder.decoder(vectors.columns, options).network(seed: options.plan.seed &+ 1)
        let loop = try TrainingLoop(
            plan: options.plan, networks: [encoder, decoder], activity: "training the embedding",
            monitor: monitor, journal: journal,
            run: "embedding-\(options.latentSize)-\(options.groupWeight)")
        let run = AutoencoderRun(
            options: options, encoder: encoder, decoder: decoder, table: table,
            kin: options.groupWeight > 0 ? kin : nil)
        let heldOut = table.selecting(split.heldOut)
        let history = try loop.run(
            examples: split.training, arranging: { run.arrange(&$0) }, step: { try run.step($0, $1) },
            validate: { try run.error(on: heldOut, rows: split.heldOut) })
        let kept = min(options.latentSize, vectors.columns)
        let card = Autoencoder.Card(
            trainingRows: split.training.count, heldOutRows: split.heldOut.count,
            heldOutError: try run.reconstructionError(heldOut),
            principalComponentsError: PrincipalComponents(of: standardizer.apply(to: training))
                .reconstructionError(of: heldOut, keeping: kept),
            history: history)
        return Autoencoder(
            featureSet: featureSet, columns: vectors.columns, options: options, standardizer: standardizer,
            card: card, encoder: encoder.weights, decoder: decoder.weights)
    }

    /// Trains one model for each latent size and group weight and keeps the one whose held-out rows have the most
    /// neighbours of their own kin; without kin, the smallest whose error is within a tenth of the least.
    package func trainBest(
        vectors: VectorTable, groups: [Int], kin: [Int]?, featureSet: String, latentSizes: [Int],
        groupWeights: [Float] = [0]
    ) throws -> (best: Autoencoder, tried: [AutoencoderTrial]) {
        precondition(!latentSizes.isEmpty && !groupWeights.isEmpty, "there is something to choose from")
        let split = try GroupedSplit.holdOut(
            options.plan.validationShare, groups: groups, seed: options.plan.seed)
        let heldOut = vectors.selecting(split.heldOut)
        var models: [Autoencoder] = []
        var tried: [AutoencoderTrial] = []
        for latentSize in latentSizes.sorted() {
            for groupWeight in groupWeights where groupWeight == 0 || kin != nil {
                var options = options
                options.latentSize = latentSize
                options.groupWeight = groupWeight
                let model = try AutoencoderTrainer(options: options, monitor: monitor, journal: journal)
                    .train(vectors: vectors, groups: groups, kin: kin, featureSet: featureSet)
                let precision = try kin.flatMap { kin in
                    NeighborPrecision.measure(
                        try model.embed(heldOut, featureSet: featureSet),
                        labels: split.heldOut.map { kin[$0] })
                }
                models.append(model)
                tried.append(
                    AutoencoderTrial(
                        latentSize: latentSize, groupWeight: groupWeight,
                        heldOutError: model.card.heldOutError,
                        neighborPrecision: precision))
                if monitor.isCancelled { break }
            }
        }
        return (models[AutoencoderTrial.best(of: tried)], tried)
    }

    private static func check(_ vectors: VectorTable, _ groups: [Int]) throws {
        precondition(groups.count == vectors.rows, "each row has a group")
        guard vectors.rows >= rowsMin else {
            throw LearningError(
                .notEnoughData,
                "The embedding needs \(rowsMin) analysed tracks, and there are \(vectors.rows); "
                    + "add \(rowsMin - vectors.rows) more.")
        }
        try vectors.checkFinite("the features")
    }
}
