import Audio
import CatalogCore
import CatalogStore
import Learning

/// Trains the critic of a catalog on popularity or on people's own ratings.
package struct CriticTraining {
    package enum Inputs: String, Sendable, CaseIterable { case features, descriptors }

    private static let examplesMax = 2_000_000
    private static let epochs = 15...80
    private static let folds = 5

    private let catalog: Catalog
    private let settings: TrainingSettings
    private let target: CriticTarget
    private let inputs: Inputs?
    private let candidates: [CriticOptions.Candidate]

    package init(
        _ catalog: Catalog, settings: TrainingSettings, target: CriticTarget = .both, inputs: Inputs? = nil,
        candidates: [CriticOptions.Candidate] = CriticOptions.standardCandidates
    ) {
        self.catalog = catalog
        self.settings = settings
        self.target = target
        self.inputs = inputs
        self.candidates = candidates
    }

    /// Trains, compares with the critic in use, rates all tracks where the new one is at least as good.
    package func train() throws -> TrainingOutcome {
        let source = inputs.flatMap { CriticInputs.Source(rawValue: $0.rawValue) }
        let (examples, champion) = try catalog.read { snapshot in
            (
                try CriticExamples(target, source: source, in: snapshot),
                try snapshot.activeModel(named: ModelFamily.critic.rawValue)
            )
        }
        let split = HeldOutGroups.split(examples.artists)
        // With few tracks all are learnt from, and what cross-validation says is what is known.
        let isSmall = split.training.count < CriticData.rowsMin || split.heldOut.isEmpty
        let training = isSmall ? Array(examples.tracks.indices) : split.training
        let data = try examples.data(training)
        let fitting = max(Self.epochs.lowerBound, min(Self.epochs.upperBound, Self.examplesMax / data.rows))
        let plan = TrainingPlan(
            epochsMax: settings.epochsMax ?? fitting, batchSize: min(256, max(16, data.rows / 8)),
            seed: settings.seed, threads: settings.threads)
        let critic = try CriticTrainer(
            options: CriticOptions(candidates: candidates, folds: Self.folds, plan: plan),
            monitor: settings.monitor, journal: settings.journal
        ).train(data, featureSet: examples.inputs.name)
        let contest = try contest(critic, examples, isSmall ? nil : split.heldOut, champion)
        var new = NewModel(
            name: ModelFamily.critic.rawValue, kind: ModelFamily.critic.rawValue, seed: settings.seed,
            weights: try critic.encoded())
        new.featureSetVersion = examples.inputs.source == .features ? TrackFeatures.set.version : nil
        new.dimension = critic.columns.count
        new.parameters = try JSONText.encode(examples.inputs)
        new.training = try JSONText.encode(
            TrainingSummary(
                tracks: examples.tracks.count, heldOutTracks: isSmall ? 0 : split.heldOut.count,
                epochs: plan.epochsMax, endedEarly: settings.monitor.isCancelled))
        var outcome = try ModelKeeping(catalog: catalog, settings: settings).keep(
            new, family: .critic, contest: contest, figures: Self.figures(critic.card)
        ) { id in
            guard let record = try catalog.read({ try $0.model(id) }) else { return }
            try TrackRater(record, in: catalog).rateAll(monitor: settings.monitor)
        }
        if critic.card.metrics.meanAbsoluteError >= critic.card.meanMetrics.meanAbsoluteError {
            outcome.remarks.append(
                "Always saying the average would be no worse: take these ratings for a demonstration, and train again "
                    + "when more tracks are rated.")
        }
        return outcome
    }

    private func contest(
        _ critic: Critic, _ examples: CriticExamples, _ heldOut: [Int]?,
        _ record: ModelRecord?
    ) throws -> ModelContest {
        let measure = "mean absolute error"
        guard let heldOut else {
            return ModelContest(
                measure: "cross-validated \(measure)", higherIsBetter: false,
                heldOutTracks: examples.tracks.count,
                challenger: critic.card.metrics.meanAbsoluteError, champion: nil,
                championVersion: record?.version, obstacle: "there are too few tracks to hold some out")
        }
        let truth = heldOut.map { examples.ratings[$0] }
        func error(_ ratings: [Float]) -> Double {
            CriticMetrics(predicted: ratings, truth: truth).meanAbsoluteError
        }
        let own = try critic.predictor().rate(
            examples.table(heldOut), genres: heldOut.map { examples.genres[$0] },
            featureSet: examples.inputs.name)
        var champion: Double?
        var obstacle = record.flatMap { TrainingSummary.obstacle(to: $0) }
        if let record, obstacle == nil {
            do {
                let rater = try TrackRater(record, in: catalog)
                let ratings = try catalog.read { snapshot in
                    try heldOut.map { try rater.rating(of: examples.tracks[$0], in: snapshot)?.value }
                }
                if ratings.contains(where: { $0 == nil }) {
                    obstacle = "it cannot rate all of the held-out tracks: it was trained on other inputs"
                } else {
                    champion = error(ratings.compactMap { $0 })
                }
            } catch let error as LearningError {
                obstacle = error.description
            } catch let error as TrainingError {
                obstacle = error.description
            } catch let error as CatalogError {
                obstacle = error.description
            }
        }
        return ModelContest(
            measure: measure, higherIsBetter: false, heldOutTracks: heldOut.count,
            challenger: error(own.map(\.value)),
            champion: champion, championVersion: record?.version, obstacle: obstacle)
    }

    private static func figures(_ card: Critic.Card) -> [TrainingOutcome.Figure] {
        [
            TrainingOutcome.Figure("rated_tracks", Double(card.rows)),
            TrainingOutcome.Figure("determination", card.metrics.determination),
            TrainingOutcome.Figure("mean_absolute_error", card.metrics.meanAbsoluteError),
            TrainingOutcome.Figure("share_within_half", card.metrics.shareWithinHalf),
            TrainingOutcome.Figure("share_within_one", card.metrics.shareWithinOne),
            TrainingOutcome.Figure("determination_of_linear", card.linearMetrics.determination),
            TrainingOutcome.Figure("mean_absolute_error_of_linear", card.linearMetrics.meanAbsoluteError),
            TrainingOutcome.Figure("mean_absolute_error_of_mean", card.meanMetrics.meanAbsoluteError),
        ]
            + (card.treesMetrics.map {
                [
                    TrainingOutcome.Figure("determination_of_trees", $0.determination),
                    TrainingOutcome.Figure("mean_absolute_error_of_trees", $0.meanAbsoluteError),
                ]
            } ?? [])
    }
}
