import CatalogStore
import Learning

/// Trains the best algorithm of a study on all its rows and puts it into the catalog.
struct ClassifierKeeping {
    let catalog: Catalog
    let settings: TrainingSettings

    /// A name that cannot be taken for a kind of model, a number or a version.
    static func checked(_ name: String) throws -> String {
        guard ModelFamily(rawValue: name) == nil, !name.contains("@"), Int64(name) == nil else {
            throw TrainingError(
                .noModel,
                "`\(name)` is no name for a classifier: take one that is no kind of model, no number and has no @."
            )
        }
        return name
    }

    /// - Parameter contest: how the trained classifier fares against the one in use.
    func keep(
        _ study: ClassifierStudy, _ options: ClassifierComparison.Options,
        contest: (any Classifier) throws -> ModelContest,
        name: String, label: String, unit: String, columns: [String], trackCount: Int, heldOutCount: Int,
        featureSetVersion: Int?
    ) throws -> TrainingOutcome {
        let name = try Self.checked(name)
        let (classifier, choices) = try ClassifierVoters.train(
            study.best.algorithm, on: study.table, options: options)
        let used = study.calibration.applied(to: classifier)
        let verdict = try contest(used)
        var archive = ClassifierArchive()
        used.write(to: &archive)
        let family = ModelFamily.classifier
        var new = NewModel(
            name: name, kind: family.rawValue, seed: settings.seed, weights: try archive.encoded())
        new.featureSetVersion = featureSetVersion
        new.dimension = columns.count
        new.parameters = try JSONText.encode(
            ClassifierCard(
                label: label, unit: unit, columns: columns, classes: study.table.classNames,
                algorithm: study.best.algorithm.rawValue,
                settings: choices.map { "\($0.algorithm.rawValue): \(ClassifierCard.words($0))" }
                    .joined(separator: "; "),
                calibration: study.calibration.method?.rawValue))
        new.training = try JSONText.encode(
            TrainingSummary(tracks: trackCount, heldOutTracks: heldOutCount, epochs: 1, endedEarly: false))
        return try ModelKeeping(catalog: catalog, settings: settings).keep(
            new, family: family, contest: verdict, figures: Self.figures(study)
        ) { _ in }
    }

    private static func figures(_ study: ClassifierStudy) -> [TrainingOutcome.Figure] {
        let (rows, groups) = (study.best.metrics, study.groupMetrics(study.best))
        return [
            TrainingOutcome.Figure("classes", Double(study.table.classCount)),
            TrainingOutcome.Figure("rows", Double(study.table.rowCount)),
            TrainingOutcome.Figure("groups", Double(groups.rowCount)),
            TrainingOutcome.Figure("accuracy_of_rows", rows.accuracy),
            TrainingOutcome.Figure("accuracy_of_groups", groups.accuracy),
            TrainingOutcome.Figure("macro_f1_of_rows", rows.macroF1),
            TrainingOutcome.Figure("log_loss", study.calibration.after.logLoss),
            TrainingOutcome.Figure("calibration_error", study.calibration.after.calibrationError),
        ]
    }
}
