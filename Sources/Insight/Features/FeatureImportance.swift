import CatalogCore
import Learning

/// Which features a task needs: what is lost without them, and what the trees gained by asking for them.
package struct FeatureImportance: Sendable {
    package struct Line: Sendable {
        package let name: String
        package let group: String
        /// How much accuracy falls when the feature is shuffled among held-out rows.
        package let loss: Interval
        /// The feature's share of what a forest's questions gained.
        package let gain: Interval
    }

    package struct Interval: Sendable, Equatable {
        package let mean: Double
        /// 95 %.
        package let lower: Double
        package let upper: Double
    }

    package struct Options: Sendable {
        /// The algorithm whose accuracy is watched; the gain is a random forest's.
        package var algorithm = ClassifierAlgorithm.randomForest
        package var foldCount = 5
        package var repeats = 10
        package var seed: UInt64 = 1

        package init() {}
    }

    /// The most needed first.
    package let features: [Line]
    package let groups: [Line]
    /// What the task comes to with all features.
    package let accuracy: Double

    package init(
        of table: FeatureTable, _ examples: LabeledTable, options: Options, monitor: JobMonitor
    ) throws {
        let examples = try examples.checkedForComparison()
        var comparison = ClassifierComparison.Options()
        comparison.algorithms = [options.algorithm]
        comparison.foldCount = options.foldCount
        comparison.search = .none
        comparison.chromaColumns = table.chromaColumns
        comparison.seed = options.seed
        let watched = try ClassifierComparison(
            on: examples, options: comparison, monitor: monitor, secondsNow: { 0 })
        guard let entry = watched.best else {
            throw ClassifierError.libraryFailed(
                library: options.algorithm.rawValue,
                reason: watched.failures.first?.reason ?? "nothing was learnt")
        }
        let sets = table.columnGroups
        let losses = try PermutationImportance(
            of: entry.classifiers, on: examples, folds: watched.folds,
            columnSets: table.columns.indices.map { [$0] } + sets.map(\.columns), repeats: options.repeats,
            seed: options.seed, monitor: monitor
        ).losses
        let trees = try TreeEnsembleTrainer.randomForest().ensemble(on: examples, seed: options.seed).trees
        let count = table.columns.count
        features = table.columns.indices.map { column in
            Line(
                name: table.columns[column].name, group: table.columns[column].group,
                loss: Self.interval(losses[column]), gain: Self.gain(trees, [column]))
        }.sorted { ($1.loss.mean, $1.gain.mean, $0.name) < ($0.loss.mean, $0.gain.mean, $1.name) }
        groups = sets.enumerated().map { number, set in
            Line(
                name: set.name, group: set.name, loss: Self.interval(losses[count + number]),
                gain: Self.gain(trees, set.columns))
        }.sorted { ($1.loss.mean, $1.gain.mean, $0.name) < ($0.loss.mean, $0.gain.mean, $1.name) }
        accuracy = entry.metrics.accuracy
    }

    private static func interval(_ estimate: Estimate) -> Interval {
        Interval(mean: estimate.mean, lower: estimate.lower, upper: estimate.upper)
    }

    /// The mean over trees of what some columns gained together, and how sure it is.
    private static func gain(_ trees: [DecisionTree], _ columns: [Int]) -> Interval {
        let values = trees.map { tree in columns.reduce(0.0) { $0 + Double(tree.importances[$1]) } }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
        let margin = 1.96 * (variance / count).squareRoot()
        return Interval(mean: mean, lower: max(0, mean - margin), upper: mean + margin)
    }
}
