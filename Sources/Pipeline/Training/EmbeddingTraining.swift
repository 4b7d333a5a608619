import Audio
import CatalogCore
import CatalogStore
import Learning

/// Trains the embedding of a catalog on the vectors of its tracks.
package struct EmbeddingTraining {
    private static let examplesMax = 1_500_000
    private static let epochs = 20...200
    private static let hidden = [256, 256]

    private let catalog: Catalog
    private let settings: TrainingSettings
    private let wanted: EmbeddingInputs?
    private let options: EmbeddingOptions

    /// - Parameter inputs: nil takes what was heard where enough was, else what was imported.
    package init(
        _ catalog: Catalog, settings: TrainingSettings, inputs: EmbeddingInputs? = nil,
        options: EmbeddingOptions = EmbeddingOptions()
    ) {
        self.catalog = catalog
        self.settings = settings
        wanted = inputs
        self.options = options
    }

    /// Trains, compares with the model in use, embeds all tracks and artists where the new one is at least as good.
    package func train() throws -> TrainingOutcome {
        let (inputs, matrix, groups, champion) = try catalog.read { snapshot in
            let inputs = try wanted ?? Self.inputs(in: snapshot)
            let count = try inputs.count(in: snapshot)
            if let lack = Self.lack(ofTracks: count, inputs) { throw TrainingError(.notEnoughData, lack) }
            let matrix = try inputs.matrix(in: snapshot)
            return (
                inputs, matrix, try TrackGroups(of: matrix.ids, in: snapshot),
                try snapshot.activeModel(named: ModelFamily.embedding.rawValue)
            )
        }
        try Self.check(matrix, groups)
        let all = VectorTable(columns: matrix.dimension, values: matrix.values)
        let split = HeldOutGroups.split(groups.groups)
        let (model, tried) = try train(all, groups, split.training, inputs)
        guard !model.card.history.epochs.isEmpty else {
            throw TrainingError(
                .stopped, "The training was stopped before it had learnt anything; nothing is kept.")
        }
        let heldOut = all.selecting(split.heldOut)
        let kin = TrackGroups.numbered(split.heldOut.map { groups.kin[$0] })
        let referee = EmbeddingReferee(
            heldOut: heldOut, kin: kin, standardizer: model.standardizer, featureSet: inputs.name)
        let contest = try referee.contest(model, against: champion, in: catalog)
        let figures = try figures(model, tried, referee)
        var new = NewModel(
            name: ModelFamily.embedding.rawValue, kind: ModelFamily.embedding.rawValue, seed: settings.seed,
            weights: try model.encoded())
        new.featureSetVersion = inputs.featureSetVersion
        new.dimension = model.options.latentSize
        new.parameters = try JSONText.encode(model.options)
        new.training = try JSONText.encode(
            TrainingSummary(
                tracks: matrix.rowCount, heldOutTracks: heldOut.rows, epochs: model.card.history.epochs.count,
                endedEarly: model.card.history.ending == .cancelled))
        return try ModelKeeping(catalog: catalog, settings: settings).keep(
            new, family: .embedding, contest: contest, figures: figures
        ) { id in
            _ = try Embedder.embedAll(catalog, with: id, monitor: settings.monitor)
        }
    }

    /// What there is enough of: heard vectors, else imported descriptors.
    static func inputs(in catalog: some CatalogReading) throws -> EmbeddingInputs {
        if try EmbeddingInputs.features.count(in: catalog) >= EmbeddingOptions.tracksMin { return .features }
        return try EmbeddingInputs.descriptors.count(in: catalog) >= EmbeddingOptions.tracksMin
            ? .descriptors : .features
    }

    /// How much is missing until a library is learnt from, as a sentence; nil where nothing is.
    static func lack(ofTracks count: Int, _ inputs: EmbeddingInputs) -> String? {
        guard count < EmbeddingOptions.tracksMin else { return nil }
        let missing = EmbeddingOptions.tracksMin - count
        let (kind, remedy) =
            switch inputs {
            case .features: ("heard tracks", "ingest \(missing) more")
            case .descriptors:
                (
                    "tracks with all nine imported descriptors",
                    "import a table with \(missing) more by `catalog import tracks`"
                )
            }
        return "The embedding is learnt from \(EmbeddingOptions.tracksMin) \(kind) or more, and there "
            + "\(count == 1 ? "is 1" : "are \(count)"): \(remedy)."
    }

    private static func check(_ matrix: VectorMatrix<TrackID>, _ groups: TrackGroups) throws {
        if let place = matrix.values.firstIndex(where: { !$0.isFinite }) {
            throw TrainingError(
                .notEnoughData,
                "The vector of track \(matrix.ids[place / matrix.dimension]) holds a value that is no number: hear "
                    + "it again by `catalog ingest --full`.")
        }
        let count = Set(groups.groups).count
        guard count >= EmbeddingOptions.groupsMin else {
            throw TrainingError(
                .notEnoughData,
                "The embedding is checked on artists or albums that it did not learn from: "
                    + "\(EmbeddingOptions.groupsMin) are needed, and there \(count == 1 ? "is 1" : "are \(count)")."
            )
        }
    }

    private func train(
        _ all: VectorTable, _ groups: TrackGroups, _ rows: [Int], _ inputs: EmbeddingInputs
    ) throws -> (best: Autoencoder, tried: [AutoencoderTrial]) {
        let fitting = max(
            Self.epochs.lowerBound, min(Self.epochs.upperBound, Self.examplesMax / max(1, rows.count)))
        let plan = TrainingPlan(
            epochsMax: settings.epochsMax ?? fitting, batchSize: min(256, max(16, rows.count / 8)),
            seed: settings.seed, threads: settings.threads)
        let trainer = AutoencoderTrainer(
            options: AutoencoderOptions(hidden: Self.hidden, noise: 0.1, plan: plan),
            monitor: settings.monitor, journal: settings.journal)
        // More dimensions than half the tracks would learn them by heart, and as many as columns would copy them.
        let sizes =
            inputs == .features
            ? options.latentSizes.filter { $0 * 2 <= rows.count } : options.descriptorLatentSizes
        return try trainer.trainBest(
            vectors: all.selecting(rows), groups: TrackGroups.numbered(rows.map { groups.groups[$0] }),
            kin: TrackGroups.numbered(rows.map { groups.kin[$0] }), featureSet: inputs.name,
            latentSizes: sizes.isEmpty ? [min(8, options.latentSizes.min() ?? 8)] : sizes,
            ways: options.ways)
    }

    private func figures(
        _ model: Autoencoder, _ tried: [AutoencoderTrial], _ referee: EmbeddingReferee
    ) throws -> [TrainingOutcome.Figure] {
        var figures = [
            TrainingOutcome.Figure("dimensions", Double(model.options.latentSize)),
            TrainingOutcome.Figure("group_weight", Double(model.options.groupWeight)),
            TrainingOutcome.Figure("scales_by_kin", model.options.scalesByKin ? 1 : 0),
            TrainingOutcome.Figure("settings_tried", Double(tried.count)),
            TrainingOutcome.Figure("validation_error", model.card.heldOutError),
            TrainingOutcome.Figure(
                "validation_error_of_principal_components", model.card.principalComponentsError),
            TrainingOutcome.Figure(
                "held_out_error",
                try model.reconstructionError(
                    referee.heldOut, featureSet: referee.featureSet)),
        ]
        if let own = try referee.precision(of: model), let raw = referee.precisionOfFeatures {
            figures.append(TrainingOutcome.Figure("neighbor_precision", own))
            figures.append(TrainingOutcome.Figure("neighbor_precision_of_features", raw))
        }
        return figures
    }
}
