/// A scale on which rows of one kin lie close together: directions in which tracks of one album differ count for little.
///
/// Each column becomes its quantile, so that no outlier decides; then the covariance within kin is made even, as in
/// Hatch et al. 2006, shrunk towards that of equal columns, since kin are few and columns many.
package struct KinScale: Sendable, Equatable {
    private static let shrinkage = 0.2

    private let quantiles: QuantileScale
    private let means: [Float]
    /// Directions of unit length, one row each, and how far kin are apart along them.
    private let directions: [Float]
    private let deviations: [Float]

    package var columns: Int { means.count }

    /// - Parameter kin: the number of each row's kin; nil comes back where no two rows share one.
    package init?(of table: VectorTable, kin: [Int]) {
        precondition(kin.count == table.rows, "each row has a kin")
        let side = table.columns
        let quantiles = QuantileScale(of: table)
        let even = quantiles.apply(to: table)
        let members = Dictionary(grouping: kin.indices, by: { kin[$0] }).filter { $0.value.count > 1 }
        guard !members.isEmpty, side > 0 else { return nil }
        // In the order of the kin, so that the same rows give the same bits.
        var apart: [Float] = []
        for (_, rows) in members.sorted(by: { $0.key < $1.key }) {
            let own = even.selecting(rows)
            let mean = Standardizer(of: own).means
            // As many degrees of freedom as rows but one.
            let weight = (Float(rows.count) / Float(rows.count - 1)).squareRoot()
            for row in 0..<own.rows {
                for (value, mean) in zip(own.row(row), mean) { apart.append((value - mean) * weight) }
            }
        }
        let count = apart.count / side
        var covariance = MatrixProduct.multiply(
            apart, leftOrientation: .transposed, apart, rows: side, inner: count, columns: side
        ).map { Double($0) / Double(count) }
        let equal = (0..<side).reduce(0) { $0 + covariance[$1 * side + $1] } / Double(side)
        guard equal > 0 else { return nil }
        for index in covariance.indices {
            covariance[index] *= 1 - KinScale.shrinkage
            if index % (side + 1) == 0 { covariance[index] += KinScale.shrinkage * equal }
        }
        let found = SymmetricEigen(covariance, side: side)
        self.quantiles = quantiles
        means = Standardizer(of: even).means
        directions = found.vectors.flatMap { $0.map { Float($0) } }
        deviations = found.values.map { Float($0.squareRoot()) }
    }

    package func apply(to table: VectorTable) -> VectorTable {
        let even = Standardizer(means: means, deviations: [Float](repeating: 1, count: columns))
            .apply(to: quantiles.apply(to: table))
        let turned = MatrixProduct.multiply(
            even.values, directions, rightOrientation: .transposed, rows: table.rows, inner: columns,
            columns: columns)
        let none = [Float](repeating: 0, count: columns)
        return Standardizer(means: none, deviations: deviations)
            .apply(to: VectorTable(columns: columns, values: turned))
    }

    /// Back to the units of the table; what lies outside of all that was seen comes back as its end.
    package func undo(_ table: VectorTable) -> VectorTable {
        let none = [Float](repeating: 0, count: columns)
        let turned = Standardizer(means: none, deviations: deviations).undo(table)
        let even = MatrixProduct.multiply(
            turned.values, directions, rows: table.rows, inner: columns, columns: columns)
        return quantiles.undo(
            Standardizer(means: means, deviations: [Float](repeating: 1, count: columns))
                .undo(VectorTable(columns: columns, values: even)))
    }

    /// As a model stores it.
    static let arrayCount = 4
    var arrays: [[Float]] { [quantiles.knots.flatMap { $0 }, means, directions, deviations] }

    /// From what a model stores; nil where it does not fit together.
    init?(arrays: [[Float]], columns: Int) {
        guard arrays.count == KinScale.arrayCount, columns > 0, arrays[0].count % columns == 0,
            !arrays[0].isEmpty, arrays[1].count == columns, arrays[2].count == columns * columns,
            arrays[3].count == columns, arrays[3].allSatisfy({ $0 > 0 }),
            arrays.allSatisfy({ $0.allSatisfy(\.isFinite) })
        else { return nil }
        let knotCount = arrays[0].count / columns
        quantiles = QuantileScale(
            knots: (0..<columns).map { Array(arrays[0][$0 * knotCount..<($0 + 1) * knotCount]) })
        (means, directions, deviations) = (arrays[1], arrays[2], arrays[3])
    }
}
