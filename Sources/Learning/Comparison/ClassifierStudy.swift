import CatalogCore

/// A comparison of algorithms on a table, what the best of them made of each group, and how far it can be believed.
package struct ClassifierStudy: Sendable {
    package let table: LabeledTable
    package let comparison: ClassifierComparison
    package let best: ClassifierComparison.Entry
    package let calibration: CalibrationChoice

    package init(
        of table: LabeledTable, options: ClassifierComparison.Options, monitor: JobMonitor,
        secondsNow: @Sendable () -> Double
    ) throws {
        self.table = try table.checkedForComparison()
        comparison = try ClassifierComparison(
            on: table, options: options, monitor: monitor, secondsNow: secondsNow)
        guard let best = comparison.best else {
            throw ClassifierError.libraryFailed(
                library: "The comparison", reason: comparison.failures.first?.reason ?? "nothing was compared"
            )
        }
        self.best = best
        calibration = CalibrationChoice(
            probabilities: best.probabilities, table: table, folds: comparison.folds)
    }

    /// What the rows of each group come to together.
    package func vote(_ entry: ClassifierComparison.Entry) -> GroupVote {
        GroupVote(
            probabilities: entry.probabilities, groups: table.groups, labels: table.labels,
            classCount: table.classCount)
    }

    /// How well groups are told by the vote of their rows.
    package func groupMetrics(_ entry: ClassifierComparison.Entry) -> ClassificationMetrics {
        let vote = vote(entry)
        return ClassificationMetrics(
            probabilities: vote.probabilities, labels: vote.labels, classNames: table.classNames)
    }

    /// True where groups have several rows.
    package var hasGroups: Bool { Set(table.groups).count < table.rowCount }
}
