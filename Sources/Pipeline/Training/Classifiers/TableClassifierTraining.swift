import CatalogCore
import CatalogStore
import Learning

/// Compares classifiers on a table of a person's own, and keeps the best where a name is given for it.
package struct TableClassifierTraining {
    private let table: FeatureTable
    private let classNames: [String]
    private let label: String
    private let options: ClassifierComparison.Options
    private let settings: TrainingSettings

    package init(
        _ table: FeatureTable, classNames: [String], label: String, options: ClassifierComparison.Options,
        settings: TrainingSettings
    ) {
        self.table = table
        self.classNames = classNames
        self.label = label
        self.options = options
        self.settings = settings
    }

    package func study(isGrouped: Bool, secondsNow: @Sendable () -> Double) throws -> ClassifierStudy {
        try ClassifierStudy(
            of: table.labeled(classNames, isGrouped: isGrouped), options: options, monitor: settings.monitor,
            secondsNow: secondsNow)
    }

    /// Trains the best on all rows and puts it into the catalog.
    package func keep(_ study: ClassifierStudy, as name: String, in catalog: Catalog) throws
        -> TrainingOutcome
    {
        let champion = try catalog.read { try $0.activeModel(named: name) }
        let contest = ModelContest(
            measure: "cross-validated share of rows told right", higherIsBetter: true,
            heldOutTracks: study.table.rowCount, challenger: study.best.metrics.accuracy, champion: nil,
            championVersion: champion?.version, obstacle: "a table may be another one each time")
        return try ClassifierKeeping(catalog: catalog, settings: settings).keep(
            study, options, contest: { _ in contest }, name: name, label: label, unit: TableClassifier.unit,
            columns: table.columns.map(\.name), trackCount: 0, heldOutCount: 0, featureSetVersion: nil)
    }
}
