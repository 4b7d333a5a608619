import CatalogCore
import Learning
import Testing

@Suite struct LinearTests {
    @Test(arguments: [1, 2] as [UInt64])
    func eigenvectorsRebuildTheMatrix(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let side = 7
        var matrix = [Double](repeating: 0, count: side * side)
        for row in 0..<side {
            for column in row..<side {
                matrix[row * side + column] = random.normal()
                matrix[column * side + row] = matrix[row * side + column]
            }
        }
        let found = SymmetricEigen(matrix, side: side)
        for row in 0..<side {
            for column in 0..<side {
                let rebuilt = (0..<side).reduce(0.0) {
                    $0 + found.values[$1] * found.vectors[$1][row] * found.vectors[$1][column]
                }
                #expect(abs(rebuilt - matrix[row * side + column]) < 1e-9)
            }
        }
        #expect(zip(found.values, found.values.dropFirst()).allSatisfy { $0 >= $1 })
    }

    @Test func whatLiesInAPlaneIsRebuiltFromTwoNumbers() {
        var random = SplitMix64(seed: 3)
        let rows = (0..<200).map { _ -> [Float] in
            let (a, b) = (Float(random.normal()), Float(random.normal()))
            return [a + 1, b, a + b, a - 2 * b]
        }
        let table = VectorTable(columns: 4, rows: rows)
        let components = PrincipalComponents(of: table)
        #expect(components.reconstructionError(of: table, keeping: 2) < 1e-10)
        #expect(components.reconstructionError(of: table, keeping: 1) > 0.1)
        #expect(components.variances[2] < 1e-9)
    }

    @Test func regressionFindsThePlane() throws {
        var random = SplitMix64(seed: 4)
        let rows = (0..<100).map { _ in [Float(random.normal()), Float(random.normal())] }
        let table = VectorTable(columns: 2, rows: rows)
        let fit = try LinearRegression(table, targets: rows.map { 2 * $0[0] - $0[1] + 3 }, ridge: 0)
        #expect(abs(fit.weights[0] - 2) < 1e-4 && abs(fit.weights[1] + 1) < 1e-4 && abs(fit.bias - 3) < 1e-4)
        // A large ridge leaves little of the weights, and the mean where it is.
        let flat = try LinearRegression(table, targets: rows.map { _ in 3 }, ridge: 100)
        #expect(abs(flat.weights[0]) < 1e-9 && abs(flat.bias - 3) < 1e-9)
    }

    @Test func standardisedColumnsHaveMeanZeroAndDeviationOne() {
        var random = SplitMix64(seed: 5)
        let table = VectorTable(columns: 2, rows: (0..<500).map { _ in [Float(random.normal()) * 9 + 4, 7] })
        let standardizer = Standardizer(of: table)
        let standardized = standardizer.apply(to: table)
        #expect(Standardizer(of: standardized).means.allSatisfy { abs($0) < 1e-4 })
        #expect(abs(Standardizer(of: standardized).deviations[0] - 1) < 1e-4)
        // A constant column stays finite.
        #expect(standardized.column(1).allSatisfy { $0 == 0 })
        #expect(zip(standardizer.undo(standardized).values, table.values).allSatisfy { abs($0 - $1) < 1e-3 })
    }

    @Test func quantilesEvenOutASkewedColumn() {
        var random = SplitMix64(seed: 6)
        let values = (0..<2_000).map { index -> Float in
            index % 4 == 0 ? 0 : Float(random.uniform() * random.uniform() * random.uniform())
        }
        let table = VectorTable(columns: 1, values: values)
        let scaled = QuantileScale(of: table).apply(to: table).values
        // A quarter is zero: it lies in the middle of the lowest quarter.
        #expect(abs(scaled[0] - (2 * 0.125 - 1) * 1.7320508) < 0.05)
        let order = values.indices.sorted { values[$0] < values[$1] }
        #expect(zip(order, order.dropFirst()).allSatisfy { scaled[$0] <= scaled[$1] + 1e-6 })
        #expect(abs(scaled.reduce(0, +) / 2_000) < 0.05)
        #expect(QuantileScale(of: table).apply(to: VectorTable(columns: 1, values: [9])).values[0] < 1.7321)
    }
}
