import Learning

/// How each feature is spread within each class.
package struct FeatureDistributions: Sendable {
    package struct Line: Sendable {
        package let feature: String
        package let group: String
        package let className: String
        package let spread: ColumnDistribution
        /// The share of the feature's variance that the classes account for.
        package let shareBetween: Double
    }

    package static let everything = "all"

    /// By how much the classes tell of a feature, then by class.
    package let lines: [Line]

    /// - Parameter classNames: empty takes all rows as one class.
    package init(of table: FeatureTable, classNames: [String]) {
        let names = classNames.isEmpty ? [Self.everything] : classNames
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        let kept = table.rows.indices.compactMap { row -> (row: Int, label: Int)? in
            if classNames.isEmpty { return (row, 0) }
            return table.rows[row].label.flatMap { numbers[$0] }.map { (row, $0) }
        }
        let values = table.values.selecting(kept.map(\.row))
        let labels = kept.map(\.label)
        let features = table.columns.indices.map { index -> [Line] in
            let column = values.column(index)
            let share = ColumnDistribution.shareBetween(column, labels: labels, classCount: names.count)
            return names.indices.compactMap { label in
                let own = zip(column, labels).filter { $1 == label }.map(\.0)
                guard !own.isEmpty else { return nil }
                return Line(
                    feature: table.columns[index].name, group: table.columns[index].group,
                    className: names[label],
                    spread: ColumnDistribution(own), shareBetween: share)
            }
        }
        lines = features.enumerated().sorted { first, second in
            let (one, other) = (
                first.element.first?.shareBetween ?? 0, second.element.first?.shareBetween ?? 0
            )
            return (other, first.offset) < (one, second.offset)
        }.flatMap(\.element)
    }
}
