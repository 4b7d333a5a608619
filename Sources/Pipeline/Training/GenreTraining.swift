import Audio
import CatalogCore
import CatalogStore
import Learning

/// Trains the genre network of a catalog, and lets it say the top three genres of every track that can be heard.
package struct GenreTraining {
    /// The name under which models know the patches.
    static let patchSet = "log-mel patches 1"

    private let catalog: Catalog
    private let settings: TrainingSettings
    private let source: GenreLabelSource
    private let options: PatchOptions

    package init(
        _ catalog: Catalog, settings: TrainingSettings, labels: GenreLabelSource,
        options: PatchOptions = PatchOptions()
    ) {
        self.catalog = catalog
        self.settings = settings
        source = labels
        self.options = options
    }

    package func train() throws -> TrainingOutcome {
        let (hearable, found, champion) = try catalog.read { snapshot in
            let hearable = try HearableTracks(in: snapshot)
            return (
                hearable, try GenreLabels(source, hearable, in: snapshot),
                try snapshot.activeModel(named: ModelFamily.genre.rawValue)
            )
        }
        let library = try PatchTelling(catalog, settings, options).hear(found.tracks, hearable)
        let number = Dictionary(uniqueKeysWithValues: found.tracks.enumerated().map { ($1, $0) })
        let labels = library.tracks.map { found.labels[number[$0] ?? 0] }
        let groups = try catalog.read { try TrackGroups(of: library.tracks, in: $0).kin }
        let split = HeldOutGroups.split(groups)
        let isSmall = split.heldOut.isEmpty || split.training.count < GenreTrainer.tracksMin
        let training = isSmall ? Array(labels.indices) : split.training
        let selection = PatchSelection(library, tracks: training)
        let network = options.network(settings, patches: selection.trackOfPatch.count)
        let model = try GenreTrainer(
            options: network, monitor: settings.monitor, journal: settings.journal
        ).train(
            selection, labels: training.map { labels[$0] }, classes: found.classes,
            groups: TrackGroups.numbered(training.map { groups[$0] }), featureSet: Self.patchSet)
        guard !model.card.history.epochs.isEmpty else {
            throw TrainingError(
                .stopped, "The training was stopped before it had learnt anything; nothing is kept.")
        }
        let contest = try contest(
            model, library, isSmall ? nil : split.heldOut, labels.map { found.classes[$0] }, champion)
        var new = NewModel(
            name: ModelFamily.genre.rawValue, kind: ModelFamily.genre.rawValue, seed: settings.seed,
            weights: try model.encoded())
        new.dimension = found.classes.count
        new.parameters = try JSONText.encode(model.options)
        new.training = try JSONText.encode(
            TrainingSummary(
                tracks: labels.count, heldOutTracks: isSmall ? 0 : split.heldOut.count,
                epochs: model.card.history.epochs.count, endedEarly: model.card.history.ending == .cancelled))
        var outcome = try ModelKeeping(catalog: catalog, settings: settings).keep(
            new, family: .genre, contest: contest, figures: Self.figures(model)
        ) { id in
            _ = try PatchTelling(catalog, settings, options).tell(
                hearable.tracks, hearable, by: PatchNetworks(genre: (id, model)), stopsWhenCancelled: false)
        }
        outcome.remarks = PatchTelling.remarks(on: library.failures)
        if found.leftOutCount > 0 {
            outcome.remarks.append(
                "\(found.leftOutCount) tracks of genres with fewer than \(GenreLabels.tracksPerGenreMin) were left out."
            )
        }
        return outcome
    }

    private func contest(
        _ model: GenreModel, _ library: PatchLibrary, _ heldOut: [Int]?, _ truth: [String],
        _ record: ModelRecord?
    ) throws -> ModelContest {
        let measure = "share of genres told right"
        guard let heldOut else {
            return ModelContest(
                measure: measure, higherIsBetter: true, heldOutTracks: model.card.heldOutTracks,
                challenger: model.card.metrics.accuracy, champion: nil, championVersion: record?.version,
                obstacle: "there are too few tracks to hold some out from both")
        }
        let source = PatchSelection(library, tracks: heldOut)
        func accuracy(_ model: GenreModel) throws -> Double {
            let answers = try model.predictor(source).topThree(tracks: heldOut.count)
            let right = zip(answers, heldOut).count { $0.0.first?.genre == truth[$0.1] }
            return Double(right) / Double(max(1, heldOut.count))
        }
        let (champion, obstacle) = try PatchTelling.ask(record) { record in
            try accuracy(GenreModel(decoding: catalog.read { try $0.weights(of: record.id) }))
        }
        return ModelContest(
            measure: measure, higherIsBetter: true, heldOutTracks: heldOut.count,
            challenger: try accuracy(model),
            champion: champion, championVersion: record?.version, obstacle: obstacle)
    }

    private static func figures(_ model: GenreModel) -> [TrainingOutcome.Figure] {
        [
            TrainingOutcome.Figure("genres", Double(model.classes.count)),
            TrainingOutcome.Figure(
                "labelled_tracks", Double(model.card.trainingTracks + model.card.heldOutTracks)),
            TrainingOutcome.Figure("validation_accuracy", model.card.metrics.accuracy),
            TrainingOutcome.Figure("validation_accuracy_of_top_three", model.card.metrics.topThreeAccuracy),
            TrainingOutcome.Figure("calibration_error", model.card.metrics.calibrationError),
            TrainingOutcome.Figure("temperature", Double(model.temperature)),
        ]
    }
}
