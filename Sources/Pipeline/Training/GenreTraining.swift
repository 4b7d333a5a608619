import Audio
import CatalogCore
import CatalogStore
import Learning

/// Trains the genre network of a catalog, and lets it say the top three genres of every track that can be heard.
package struct GenreTraining {
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
        let course = try PatchCourse(
            catalog, settings, options, tracks: found.tracks, hearable: hearable, groups: \.kin,
            tracksMin: GenreTrainer.tracksMin)
        let number = Dictionary(uniqueKeysWithValues: found.tracks.enumerated().map { ($1, $0) })
        let labels = course.library.tracks.map { found.labels[number[$0] ?? 0] }
        let model = try GenreTrainer(
            options: course.network, monitor: settings.monitor, journal: settings.journal
        ).train(
            course.source, labels: course.training.map { labels[$0] }, classes: found.classes,
            groups: course.groups, featureSet: PatchCourse.patchSet)
        guard !model.card.history.epochs.isEmpty else {
            throw TrainingError(
                .stopped, "The training was stopped before it had learnt anything; nothing is kept.")
        }
        let contest = try course.contest(
            model, measure: "share of genres told right", higherIsBetter: true,
            validation: (model.card.metrics.accuracy, model.card.heldOutTracks), champion: champion,
            decode: { try GenreModel(decoding: $0) }
        ) { model, source, tracks in
            let answers = try model.predictor(source).topThree(tracks: tracks.count)
            let right = zip(answers, tracks).count { $0.0.first?.genre == found.classes[labels[$0.1]] }
            return Double(right) / Double(max(1, tracks.count))
        }
        var outcome = try course.keep(
            .genre, weights: model.encoded(), dimension: found.classes.count,
            epochs: model.card.history.epochs.count, endedEarly: model.card.history.ending == .cancelled,
            contest: contest, figures: Self.figures(model)
        ) { PatchNetworks(genre: ($0, model)) }
        if found.leftOutCount > 0 {
            outcome.remarks.append(
                "\(found.leftOutCount) tracks of genres with fewer than \(GenreLabels.tracksPerGenreMin) were left out."
            )
        }
        return outcome
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
