/// The normal equations of least squares; solved for as many ridges as are wanted (Hoerl and Kennard 1970).
struct NormalEquations {
    private let rows: Int
    private let side: Int
    /// The lower triangle; the last row and column are those of the bias.
    private var normal: [Double]
    private var right: [Double]

    init(_ table: VectorTable, targets: [Float]) {
        precondition(table.rows == targets.count, "each row has a target")
        rows = table.rows
        side = table.columns + 1
        normal = [Double](repeating: 0, count: side * side)
        right = [Double](repeating: 0, count: side)
        for index in 0..<table.rows {
            let row = table.row(index).map { Double($0) } + [1]
            for first in 0..<side where row[first] != 0 {
                right[first] += row[first] * Double(targets[index])
                for second in 0...first { normal[first * side + second] += row[first] * row[second] }
            }
        }
    }

    /// By Cholesky's factorisation. `ridge` is added for each example to all weights but the bias. O(columns³).
    func solved(ridge: Double) throws -> LinearRegression {
        var (normal, right) = (normal, right)
        for index in 0..<side - 1 { normal[index * side + index] += ridge * Double(rows) + 1e-9 }
        for column in 0..<side {
            for row in column..<side {
                var sum = normal[row * side + column]
                for index in 0..<column { sum -= normal[row * side + index] * normal[column * side + index] }
                if row == column {
                    guard sum > 0 else {
                        throw LearningError(
                            .diverged, "The linear model's equations have no single solution.")
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
        return LinearRegression(weights: Array(right.dropLast()), bias: right[side - 1])
    }
}
