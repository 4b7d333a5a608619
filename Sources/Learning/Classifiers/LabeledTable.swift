/// Rows of features, each with a class and a group: windows of one track are one group.
package struct LabeledTable: Sendable {
    /// Row-major: `values[row * dimension + column]`, finite.
    package let values: [Float]
    package let dimension: Int
    /// The class of each row, an index into `classNames`.
    package let labels: [Int]
    package let classNames: [String]
    /// Rows of one group never fall on both sides of a split.
    package let groups: [Int]

    package init(values: [Float], dimension: Int, labels: [Int], classNames: [String], groups: [Int]? = nil) {
        precondition(dimension > 0 && values.count == labels.count * dimension, "values fill the table")
        precondition(labels.allSatisfy { classNames.indices.contains($0) }, "labels name a class")
        precondition(groups?.count ?? labels.count == labels.count, "each row has a group")
        self.values = values
        self.dimension = dimension
        self.labels = labels
        self.classNames = classNames
        self.groups = groups ?? Array(labels.indices)
    }

    package var rowCount: Int { labels.count }
    package var classCount: Int { classNames.count }

    package func row(_ index: Int) -> ArraySlice<Float> {
        values[index * dimension..<(index + 1) * dimension]
    }

    /// The rows of the indices, in their order.
    package func rows(_ indices: [Int]) -> LabeledTable {
        var chosen: [Float] = []
        chosen.reserveCapacity(indices.count * dimension)
        for index in indices { chosen += row(index) }
        return LabeledTable(
            values: chosen, dimension: dimension, labels: indices.map { labels[$0] }, classNames: classNames,
            groups: indices.map { groups[$0] })
    }

    /// The columns of the indices, in their order.
    package func columns(_ indices: [Int]) -> LabeledTable {
        var chosen: [Float] = []
        chosen.reserveCapacity(rowCount * indices.count)
        for row in 0..<rowCount { for column in indices { chosen.append(values[row * dimension + column]) } }
        return LabeledTable(
            values: chosen, dimension: indices.count, labels: labels, classNames: classNames, groups: groups)
    }
}
