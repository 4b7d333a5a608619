import CatalogCore
import Learning
import Testing

@Suite struct LinearAlgebraTests {
    /// M Mᵀ + I of random M: symmetric positive definite.
    private func positiveDefinite(size: Int, seed: UInt64) -> [Double] {
        var generator = SplitMix64(seed: seed)
        let root = (0..<size * size).map { _ in generator.normal() }
        var matrix = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0..<size {
                for inner in 0..<size {
                    matrix[row * size + column] += root[row * size + inner] * root[column * size + inner]
                }
            }
            matrix[row * size + row] += 1
        }
        return matrix
    }

    @Test(arguments: [UInt64(3), 4])
    func theInverseTimesTheMatrixIsTheIdentity(seed: UInt64) throws {
        let size = 24
        let matrix = positiveDefinite(size: size, seed: seed)
        let inverse = try LinearAlgebra.inverse(ofPositiveDefinite: matrix, size: size)
        for row in 0..<size {
            for column in 0..<size {
                var product = 0.0
                for inner in 0..<size {
                    product += matrix[row * size + inner] * inverse[inner * size + column]
                }
                #expect(abs(product - (row == column ? 1 : 0)) < 1e-8)
            }
        }
    }

    @Test func aSolutionSolvesAndEigenvectorsAreKept() throws {
        let size = 12
        let matrix = positiveDefinite(size: size, seed: 9)
        let right = (0..<size).map { Double($0) - 3 }
        let solution = try LinearAlgebra.solve(positiveDefinite: matrix, size: size, right: right)
        let (values, vectors) = try LinearAlgebra.eigen(ofSymmetric: matrix, size: size)
        #expect(values == values.sorted())
        for row in 0..<size {
            var product = 0.0
            var image = 0.0
            for inner in 0..<size {
                product += matrix[row * size + inner] * solution[inner]
                image += matrix[row * size + inner] * vectors[(size - 1) * size + inner]
            }
            #expect(abs(product - right[row]) < 1e-8)
            #expect(abs(image - values[size - 1] * vectors[(size - 1) * size + row]) < 1e-8)
        }
    }

    @Test func leastSquaresFindsTheLine() throws {
        // y = 2 + 3x with column-major (1, x).
        let line = try LinearAlgebra.leastSquares(
            matrix: [1, 1, 1, 1, 0, 1, 2, 3], rows: 4, columns: 2, right: [2, 5, 8, 11])
        #expect(abs(line[0] - 2) < 1e-10 && abs(line[1] - 3) < 1e-10)
    }

    @Test func anIndefiniteMatrixIsRefusedWithAdvice() {
        let error = #expect(throws: LinearAlgebraError.self) {
            try LinearAlgebra.inverse(ofPositiveDefinite: [1, 2, 2, 1], size: 2)
        }
        #expect(error?.description.contains("larger regularisation") == true)
    }
}
