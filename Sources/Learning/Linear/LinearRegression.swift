/// A weighted sum of columns, fitted by least squares.
package struct LinearRegression: Sendable, Equatable, Codable {
    package let weights: [Double]
    package let bias: Double

    init(weights: [Double], bias: Double) {
        self.weights = weights
        self.bias = bias
    }

    /// Fits standardised inputs; `ridge` is added for each example.
    package init(_ table: VectorTable, targets: [Float], ridge: Double = 1e-4) throws {
        self = try NormalEquations(table, targets: targets).solved(ridge: ridge)
    }

    package func predict(_ table: VectorTable) -> [Float] {
        (0..<table.rows).map { index in
            Float(zip(table.row(index), weights).reduce(bias) { $0 + Double($1.0) * $1.1 })
        }
    }
}
