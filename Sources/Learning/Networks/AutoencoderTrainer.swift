import CatalogCore

/// Trains autoencoders on the vectors of a library.
package struct AutoencoderTrainer {
    /// Fewer rows than this teach nothing that PCA does not know.
    package static let rowsMin = 20
    private static let comparedRowsMax = 20_000

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
    /// album's or artist's number for each row) and a group weight or a scale by kin, rows of one kin are drawn together.
    package func train(
        vectors: VectorTable, groups: [Int], kin: [Int]? = nil, featureSet: String
    ) throws -> Autoencoder {
        try AutoencoderTrainer.check(vectors, groups)
        let split = try GroupedSplit.holdOut(
            options.plan.validationShare, groups: groups, seed: options.plan.seed)
        let training = vectors.selecting(split.training)
        let standardizer = Standardizer(of: training)
        let kinScale =
            options.scalesByKin
            ? kin.flatMap { kin in KinScale(of: training, kin: split.training.map { kin[$0] }) } : nil
        var options = options
        options.scalesByKin = kinScale != nil
        let table = kinScale?.apply(to: vectors) ?? standardizer.apply(to: vectors)
        let components = PrincipalComponents(of: table.selecting(split.training))
        let path = PrincipalPath(components, latentSize: options.latentSize)
        let encoder = try Autoencoder.encoder(vectors.columns, options).network(seed: options.plan.seed)
        let decoder = try Autoencoder.decoder(vectors.columns, options).network(seed: options.plan.seed &+ 1)
        for network in [encoder, decoder] { network.silenceLastLayer() }
        let loop = try TrainingLoop(
            plan: options.plan, networks: [encoder, decoder], activity: "training the embedding",
            monitor: monitor, journal: journal,
            run: "embedding-\(options.latentSize)-\(options.groupWeight)\(kinScale == nil ? "" : "-kin")")
        let run = AutoencoderRun(
            options: options, path: path, encoder: encoder, decoder: decoder, table: table,
            kin: options.groupWeight > 0 ? kin : nil)
        let heldOut = table.selecting(split.heldOut)
        let history = try loop.run(
            examples: split.training, arranging: { run.arrange(&$0) }, step: { try run.step($0, $1) },
            validate: { try run.error(on: heldOut, rows: split.heldOut) })
        let kept = min(options.latentSize, vectors.columns)
        let card = Autoencoder.Card(
            trainingRows: split.training.count, heldOutRows: split.heldOut.count,
            heldOutError: try run.reconstructionError(heldOut),
            principalComponentsError: components.reconstructionError(of: heldOut, keeping: kept),
            history: history)
        return Autoencoder(
            featureSet: featureSet, columns: vectors.columns, options: options, standardizer: standardizer,
            kinScale: kinScale, path: path, card: card, encoder: encoder.weights, decoder: decoder.weights)
    }

    /// Trains one model for each latent size and way of drawing kin together and keeps the one whose held-out rows have
    /// the most neighbours of their own kin (of equals, see `AutoencoderTrial.best`); without kin, the smallest whose error is
    /// within a tenth of the least.
    package func trainBest(
        vectors: VectorTable, groups: [Int], kin: [Int]?, featureSet: String, latentSizes: [Int],
        ways: [KinObjective] = [.none]
    ) throws -> (best: Autoencoder, tried: [AutoencoderTrial]) {
        precondition(!latentSizes.isEmpty && !ways.isEmpty, "there is something to choose from")
        let split = try GroupedSplit.holdOut(
            options.plan.validationShare, groups: groups, seed: options.plan.seed)
        // Asked among all, as new tracks are; in a large library among themselves, who are many enough.
        let among =
            vectors.rows <= AutoencoderTrainer.comparedRowsMax ? Array(0..<vectors.rows) : split.heldOut
        let isHeldOut = Set(split.heldOut)
        let asked = Set(among.indices.filter { isHeldOut.contains(among[$0]) })
        let shown = vectors.selecting(among)
        var models: [Autoencoder] = []
        var tried: [AutoencoderTrial] = []
        for latentSize in latentSizes.sorted() {
            for way in ways where way == .none || kin != nil {
                var options = options
                options.latentSize = latentSize
                options.groupWeight = way.groupWeight
                options.scalesByKin = way.scalesByKin
                let model = try AutoencoderTrainer(options: options, monitor: monitor, journal: journal)
                    .train(vectors: vectors, groups: groups, kin: kin, featureSet: featureSet)
                let placed = try model.embed(shown, featureSet: featureSet)
                let labels = kin.map { kin in among.map { kin[$0] } }
                models.append(model)
                tried.append(
                    AutoencoderTrial(
                        latentSize: latentSize, groupWeight: way.groupWeight,
                        scalesByKin: model.options.scalesByKin, heldOutError: model.card.heldOutError,
                        neighborPrecision: labels.flatMap {
                            NeighborPrecision.measure(placed, labels: $0, queries: asked)
                        },
                        kinSeparation: labels.flatMap {
                            NeighborPrecision.separation(placed, labels: $0, queries: asked)
                        }))
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
