/// Brings each column to mean zero and deviation one, as it was in the training rows; it travels with the classifier.
package struct ColumnScaling: Sendable {
    package let means: [Float]
    /// One where a column is constant.
    package let deviations: [Float]

    package init(of table: LabeledTable) {
        var means = [Float](repeating: 0, count: table.dimension)
        var deviations = [Float](repeating: 1, count: table.dimension)
        for column in 0..<table.dimension {
            var sum = 0.0
            for row in 0..<table.rowCount { sum += Double(table.values[row * table.dimension + column]) }
            let mean = sum / Double(max(1, table.rowCount))
            var squares = 0.0
            for row in 0..<table.rowCount {
                let distance = Double(table.values[row * table.dimension + column]) - mean
                squares += distance * distance
            }
            means[column] = Float(mean)
            let deviation = (squares / Double(max(1, table.rowCount))).squareRoot()
            if deviation > 1e-12 { deviations[column] = Float(deviation) }
        }
        self.means = means
        self.deviations = deviations
    }

    package func scaled(_ row: ArraySlice<Float>) -> [Float] {
        var result = Array(row)
        for column in result.indices {
            result[column] = (result[column] - means[column]) / deviations[column]
        }
        return result
    }

    package func scaled(_ table: LabeledTable) -> LabeledTable {
        LabeledTable(
            values: (0..<table.rowCount).flatMap { scaled(table.row($0)) }, dimension: table.dimension,
            labels: table.labels, classNames: table.classNames, groups: table.groups)
    }
}
