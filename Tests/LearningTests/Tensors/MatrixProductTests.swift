import CatalogCore
import Learning
import Testing

@Suite struct MatrixProductTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func equalsTheDefinition(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let rows = 1 + random.index(below: 40)
        let inner = 1 + random.index(below: 40)
        let columns = 1 + random.index(below: 40)
        let left = (0..<rows * inner).map { _ in Float(random.normal()) }
        let right = (0..<inner * columns).map { _ in Float(random.normal()) }
        for (leftOrientation, rightOrientation) in [
            (.asStored, .asStored), (.transposed, .asStored), (.asStored, .transposed),
            (.transposed, .transposed),
        ] as [(MatrixProduct.Orientation, MatrixProduct.Orientation)] {
            let product = MatrixProduct.multiply(
                left, leftOrientation: leftOrientation, right, rightOrientation: rightOrientation, rows: rows,
                inner: inner, columns: columns)
            for row in 0..<rows {
                for column in 0..<columns {
                    var sum: Float = 0
                    for index in 0..<inner {
                        let a =
                            leftOrientation == .asStored
                            ? left[row * inner + index] : left[index * rows + row]
                        let b =
                            rightOrientation == .asStored
                            ? right[index * columns + column] : right[column * inner + index]
                        sum += a * b
                    }
                    #expect(abs(product[row * columns + column] - sum) < 1e-3)
                }
            }
        }
    }

    @Test func keepsTheBitsOnOneThread() {
        var random = SplitMix64(seed: 9)
        let left = (0..<300 * 200).map { _ in Float(random.normal()) }
        let right = (0..<200 * 100).map { _ in Float(random.normal()) }
        let products = (0..<3).map { _ in
            EngineThreads.with(1) { MatrixProduct.multiply(left, right, rows: 300, inner: 200, columns: 100) }
        }
        #expect(products[0] == products[1] && products[1] == products[2])
    }
}
