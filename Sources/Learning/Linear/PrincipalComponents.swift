/// Principal component analysis: the directions in which a table varies most; Pearson 1901.
package struct PrincipalComponents: Sendable {
    package let means: [Double]
    /// Directions of unit length by falling variance, one row each.
    package let directions: [[Double]]
    package let variances: [Double]

    package init(of table: VectorTable) {
        let side = table.columns
        var means = [Double](repeating: 0, count: side)
        for index in 0..<table.rows {
            for (column, value) in table.row(index).enumerated() { means[column] += Double(value) }
        }
        let count = Double(max(1, table.rows))
        for column in 0..<side { means[column] /= count }
        var covariance = [Double](repeating: 0, count: side * side)
        var centred = [Double](repeating: 0, count: side)
        for index in 0..<table.rows {
            for (column, value) in table.row(index).enumerated() {
                centred[column] = Double(value) - means[column]
            }
            for first in 0..<side {
                for second in first..<side {
                    covariance[first * side + second] += centred[first] * centred[second]
                }
            }
        }
        for first in 0..<side {
            for second in first..<side {
                covariance[first * side + second] /= count
                covariance[second * side + first] = covariance[first * side + second]
            }
        }
        let found = SymmetricEigen(covariance, side: side)
        self.means = means
        directions = found.vectors
        variances = found.values
    }

    /// The coordinates of each row along the first `count` directions.
    package func project(_ table: VectorTable, to count: Int) -> VectorTable {
        precondition(count <= directions.count, "there are as many directions as columns")
        var values: [Float] = []
        values.reserveCapacity(table.rows * count)
        for index in 0..<table.rows {
            let row = table.row(index)
            for direction in directions[0..<count] {
                var sum = 0.0
                for (column, value) in row.enumerated() {
                    sum += (Double(value) - means[column]) * direction[column]
                }
                values.append(Float(sum))
            }
        }
        return VectorTable(columns: count, values: values)
    }

    /// The mean squared error of rebuilding the table from its first `count` coordinates.
    package func reconstructionError(of table: VectorTable, keeping count: Int) -> Double {
        let projected = project(table, to: count)
        var sum = 0.0
        for index in 0..<table.rows {
            let coordinates = Array(projected.row(index))
            for (column, value) in table.row(index).enumerated() {
                var rebuilt = means[column]
                for (place, direction) in directions[0..<count].enumerated() {
                    rebuilt += Double(coordinates[place]) * direction[column]
                }
                sum += (Double(value) - rebuilt) * (Double(value) - rebuilt)
            }
        }
        return sum / Double(max(1, table.values.count))
    }
}
