/// Takes the mean of each column away and divides by its deviation; travels with the model that was trained on it.
package struct Standardizer: Sendable, Equatable, Codable {
    package let means: [Float]
    package let deviations: [Float]

    package init(means: [Float], deviations: [Float]) {
        precondition(means.count == deviations.count, "each column has a mean and a deviation")
        self.means = means
        self.deviations = deviations
    }

    /// The statistics of a table; a constant column keeps its scale.
    package init(of table: VectorTable) {
        var sums = [Double](repeating: 0, count: table.columns)
        var squares = sums
        for index in 0..<table.rows {
            for (column, value) in table.row(index).enumerated() { sums[column] += Double(value) }
        }
        let count = Double(max(1, table.rows))
        let means = sums.map { $0 / count }
        for index in 0..<table.rows {
            for (column, value) in table.row(index).enumerated() {
                let difference = Double(value) - means[column]
                squares[column] += difference * difference
            }
        }
        self.means = means.map { Float($0) }
        deviations = zip(squares, means).map { square, mean in
            let deviation = (square / count).squareRoot()
            return deviation > 1e-6 * max(1, abs(mean)) ? Float(deviation) : 1
        }
    }

    package func apply(to table: VectorTable) -> VectorTable {
        precondition(table.columns == means.count, "a table has the columns of its standardisation")
        var values = table.values
        for start in stride(from: 0, to: values.count, by: means.count) {
            for column in means.indices {
                values[start + column] = (values[start + column] - means[column]) / deviations[column]
            }
        }
        return VectorTable(columns: table.columns, values: values)
    }

    package func undo(_ table: VectorTable) -> VectorTable {
        var values = table.values
        for start in stride(from: 0, to: values.count, by: means.count) {
            for column in means.indices {
                values[start + column] = values[start + column] * deviations[column] + means[column]
            }
        }
        return VectorTable(columns: table.columns, values: values)
    }
}
