/// Least squares with a small ridge, by Cholesky's factorisation of the normal equations: the baseline.
package struct LinearRegression: Sendable, Equatable, Codable {
    package let weights: [Double]
    package let bias: Double

    /// Fits standardised inputs; `ridge` is added for each example.
    package init(_ table: VectorTable, targets: [Float], ridge: Double = 1e-4) throws {
        precondition(table.rows == targets.count, "each row has a target")
        let side = table.columns + 1
        var normal = [Double](repeating: 0, count: side * side)
        var right = [Double](repeating: 0, count: side)
        for index in 0..<table.rows {
            let row = table.row(index).map { Double($0) } + [1]
            for first in 0..<side where row[first] != 0 {
                right[first] += row[first] * Double(targets[index])
                for second in 0...first { normal[first * side + second] += row[first] * row[second] }
            }
        }
        for index in 0..<side { normal[index * side + index] += ridge * Double(table.rows) + 1e-9 }
        for column in 0..<side {
            for row in column..<side {
                var sum = normal[row * side + column]
                for index in 0..<column { sum -= normal[row * side + index] * normal[column * side + index] }
                if row == column {
                    guard sum > 0 else {
                        throw LearningError(
                            .diverged, "The linear baseline's equations have no single solution.")
                    }
                    normal[row * side + column] = sum.squareRoot()
                } else {
                    normal[row * side + column] = sum / normal[column * side + column]
                }
            }
        }
        for row in 0..<side {
            for index in 0..<row { right[row] -= normal[row * side + index] * right[index] }
            right[row] /= normal[row * side + row]
        }
        for row in stride(from: side - 1, through: 0, by: -1) {
            for index in row + 1..<max(side, row + 1) {
                right[row] -= normal[index * side + row] * right[index]
            }
            right[row] /= normal[row * side + row]
        }
        weights = Array(right.dropLast())
        bias = right[side - 1]
    }

    package func predict(_ table: VectorTable) -> [Float] {
        (0..<table.rows).map { index in
            Float(zip(table.row(index), weights).reduce(bias) { $0 + Double($1.0) * $1.1 })
        }
    }
}
