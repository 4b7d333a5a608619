/// Rows of features, each with a class and a group: windows of one track are one group.
package struct LabeledTable: Sendable {
    /// Finite.
    package let features: VectorTable
    /// The class of each row, an index into `classNames`.
    package let labels: [Int]
    package let classNames: [String]
    /// Rows of one group never fall on both sides of a split.
    package let groups: [Int]

    package init(features: VectorTable, labels: [Int], classNames: [String], groups: [Int]? = nil) {
        precondition(features.rows == labels.count, "each row has a label")
        precondition(labels.allSatisfy { classNames.indices.contains($0) }, "labels name a class")
        precondition(groups?.count ?? labels.count == labels.count, "each row has a group")
        self.features = features
        self.labels = labels
        self.classNames = classNames
        self.groups = groups ?? Array(labels.indices)
    }

    package init(values: [Float], dimension: Int, labels: [Int], classNames: [String], groups: [Int]? = nil) {
        self.init(
            features: VectorTable(columns: dimension, values: values), labels: labels, classNames: classNames,
            groups: groups)
    }

    /// Row-major: `values[row * dimension + column]`.
    package var values: [Float] { features.values }
    package var dimension: Int { features.columns }
    package var rowCount: Int { labels.count }
    package var classCount: Int { classNames.count }

    package func row(_ index: Int) -> ArraySlice<Float> { features.row(index) }

    /// The rows of the indices, in their order.
    package func rows(_ indices: [Int]) -> LabeledTable {
        LabeledTable(
            features: features.selecting(indices), labels: indices.map { labels[$0] }, classNames: classNames,
            groups: indices.map { groups[$0] })
    }

    /// The columns of the indices, in their order.
    package func columns(_ indices: [Int]) -> LabeledTable { with(features.selecting(columns: indices)) }

    /// The same rows with other features.
    package func with(_ features: VectorTable) -> LabeledTable {
        LabeledTable(features: features, labels: labels, classNames: classNames, groups: groups)
    }

    /// How many rows each class has.
    package var classSizes: [Int] {
        labels.reduce(into: [Int](repeating: 0, count: classCount)) { $0[$1] += 1 }
    }
}
