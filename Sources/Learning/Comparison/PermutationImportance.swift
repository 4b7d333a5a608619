import CatalogCore

/// How much accuracy is lost when columns are shuffled among held-out rows, alone or several together.
///
/// Breiman, "Random forests", 2001; Fisher, Rudin and Dominici, "All models are wrong, but many are useful", 2019.
package struct PermutationImportance: Sendable {
    /// The loss of each set of columns: its mean over folds and shuffles, with a 95 % interval.
    package let losses: [Estimate]

    package static let repeatsMax = 1_000

    /// - Parameter columnSets: the columns that are shuffled together.
    package init(
        of classifiers: [any Classifier], on table: LabeledTable, folds: [Fold], columnSets: [[Int]],
        repeats: Int, seed: UInt64, monitor: JobMonitor = .silent
    ) throws {
        precondition(classifiers.count == folds.count, "each fold has its classifier")
        precondition((1...Self.repeatsMax).contains(repeats), "columns are shuffled within the limit")
        var drops = [[Double]](repeating: [], count: columnSets.count)
        for (index, (classifier, fold)) in zip(classifiers, folds).enumerated() {
            let rows = table.features.selecting(fold.test)
            let labels = fold.test.map { table.labels[$0] }
            let accuracy = Self.accuracy(classifier.labels(of: rows), labels)
            for (set, columns) in columnSets.enumerated() {
                if monitor.isCancelled { throw CancellationError() }
                monitor.report(
                    Progress(
                        activity: "shuffling features", completed: Double(index * columnSets.count + set),
                        total: Double(folds.count * columnSets.count)))
                var random = SplitMix64(seed: seed ^ (UInt64(index) << 32) ^ UInt64(set))
                let shuffled = Self.shuffled(rows, columns, repeats: repeats, &random)
                let told = classifier.labels(of: shuffled)
                for start in stride(from: 0, to: told.count, by: labels.count) {
                    drops[set].append(
                        accuracy - Self.accuracy(Array(told[start..<start + labels.count]), labels))
                }
            }
        }
        losses = drops.map { Estimate($0, seed: seed) }
    }

    private static func accuracy(_ told: [Int], _ labels: [Int]) -> Double {
        Double(zip(told, labels).count { $0 == $1 }) / Double(max(1, labels.count))
    }

    /// The rows so many times, one behind the other, with the columns shuffled anew each time.
    private static func shuffled(
        _ rows: VectorTable, _ columns: [Int], repeats: Int, _ random: inout SplitMix64
    ) -> VectorTable {
        var values: [Float] = []
        values.reserveCapacity(rows.values.count * repeats)
        for _ in 0..<repeats {
            let order = (0..<rows.rows).shuffled(using: &random)
            let start = values.count
            values += rows.values
            for (row, source) in order.enumerated() {
                for column in columns {
                    values[start + row * rows.columns + column] = rows.values[source * rows.columns + column]
                }
            }
        }
        return VectorTable(columns: rows.columns, values: values)
    }
}
