/// Rows of named features, as they come from a catalog or a file: what analyses and trainers are handed.
package struct FeatureTable: Sendable {
    package struct Column: Sendable, Equatable {
        package let name: String
        /// What the feature speaks of: `rhythm`, `timbre`, `mfcc`, …
        package let group: String

        package init(name: String, group: String? = nil) {
            self.name = name
            self.group = group ?? FeatureTable.group(ofColumn: name)
        }
    }

    package struct Row: Sendable {
        /// The number of the track or the artist, or of the line in a file.
        package let id: Int64
        package let name: String
        /// Nil where nobody said.
        package let label: String?
        /// Rows of one group never fall on both sides of a split.
        package let group: Int

        package init(id: Int64, name: String, label: String?, group: Int) {
            self.id = id
            self.name = name
            self.label = label
            self.group = group
        }
    }

    package let columns: [Column]
    package let rows: [Row]
    package let values: VectorTable

    package init(columns: [Column], rows: [Row], values: VectorTable) {
        precondition(values.columns == columns.count && values.rows == rows.count, "values fill the table")
        self.columns = columns
        self.rows = rows
        self.values = values
    }

    /// The columns of some names, in their order; throws a sentence that names the first that is not there.
    package func selecting(_ names: [String]) throws -> FeatureTable {
        let places = Dictionary(
            columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let indices = try names.map { name in
            guard let place = places[name] else {
                throw LearningError(
                    .wrongFeatures,
                    "There is no feature `\(name)`. There are \(columns.count), from `\(columns[0].name)` to "
                        + "`\(columns[columns.count - 1].name)`: `catalog features distribution` lists them.")
            }
            return place
        }
        guard !indices.isEmpty else {
            throw LearningError(.wrongFeatures, "No features are named: name some.")
        }
        return FeatureTable(
            columns: indices.map { columns[$0] }, rows: rows, values: values.selecting(columns: indices))
    }

    /// The rows of some places, in their order.
    package func selecting(rows places: [Int]) -> FeatureTable {
        FeatureTable(columns: columns, rows: places.map { rows[$0] }, values: values.selecting(places))
    }

    /// The columns of each group, by the group's first column.
    package var columnGroups: [(name: String, columns: [Int])] {
        var places: [String: Int] = [:]
        var groups: [(name: String, columns: [Int])] = []
        for (index, column) in columns.enumerated() {
            if let place = places[column.group] {
                groups[place].columns.append(index)
            } else {
                places[column.group] = groups.count
                groups.append((column.group, [index]))
            }
        }
        return groups
    }

    /// The columns whose name speaks of chroma.
    package var chromaColumns: [Int] { columns.indices.filter { columns[$0].name.contains("chroma") } }

    /// The rows whose label is among the classes, as a trainer takes them.
    package func labeled(_ classNames: [String], isGrouped: Bool = true) -> LabeledTable {
        let numbers = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($1, $0) })
        let kept = rows.indices.compactMap { row in
            rows[row].label.flatMap { numbers[$0] }.map { (row, $0) }
        }
        return LabeledTable(
            features: values.selecting(kept.map(\.0)), labels: kept.map(\.1), classNames: classNames,
            groups: isGrouped ? kept.map { rows[$0.0].group } : nil)
    }

    /// `mfcc12_mean` → `mfcc`: a column without its statistic and its number.
    private static func group(ofColumn name: String) -> String {
        let statistics: Set<Substring> = [
            "mean", "var", "variance", "std", "deviation", "min", "max", "median", "skew", "kurtosis",
        ]
        var parts = name.split(separator: "_")
        while parts.count > 1, let last = parts.last, statistics.contains(last) || last.allSatisfy(\.isNumber)
        {
            parts.removeLast()
        }
        let stem = parts.joined(separator: "_")
        let word = String(stem.reversed().drop(while: \.isNumber).reversed())
        return word.isEmpty ? name : word
    }
}
