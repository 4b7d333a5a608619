import CFactorization
import CatalogCore

/// Item-to-item weights in closed form: B = I - P / diag(P) with P = (XᵀX + Λ)⁻¹, zero diagonal.
///
/// Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019; the part of Λ that is proportional to an
/// item's popularity is the expected drop-out of Steck, "Autoencoders that don't overfit towards the identity", 2020.
/// Time O(items³), memory 12 · items² bytes while training: for catalogs (or their heads) of a few thousand items.
package struct EASE: Recommender {
    package static let name = "ease"

    package struct Parameters: Sendable, Equatable, Codable {
        /// λ on the diagonal.
        package var regularization: Double
        /// Added to the diagonal: this times an item's squared length.
        package var popularityRegularization: Double
        /// How much a long history counts less: each row is scaled by (length / mean length)^-exponent.
        package var historyExponent: Double
        /// Whether weights are used or every positive weight is one.
        package var usesWeights: Bool

        package init(
            regularization: Double = 300, popularityRegularization: Double = 0, historyExponent: Double = 0,
            usesWeights: Bool = false
        ) {
            precondition(regularization > 0, "the regularisation is positive")
            self.regularization = regularization
            self.popularityRegularization = popularityRegularization
            self.historyExponent = historyExponent
            self.usesWeights = usesWeights
        }
    }

    /// Above this the closed form takes gigabytes and minutes.
    package static let itemCountMax = 20_000

    package let parameters: Parameters
    package let itemCount: Int
    /// Row i: what having met item i says about every item.
    package let weights: [Float]

    package static func fit(
        _ training: TrainingSet, parameters: Parameters, monitor: JobMonitor = .silent
    ) throws -> EASE {
        try EASE(training.matrix, parameters: parameters)
    }

    package init(_ matrix: SparseMatrix, parameters: Parameters) throws {
        let size = matrix.columnCount
        guard size <= EASE.itemCountMax else { throw EASEError.tooManyItems(count: size) }
        self.parameters = parameters
        itemCount = size
        var gram = EASE.gram(of: EASE.prepared(matrix, parameters))
        for item in 0..<size {
            let squaredLength = gram[item * size + item]
            gram[item * size + item] +=
                parameters.regularization + parameters.popularityRegularization * squaredLength
        }
        let inverse = size > 0 ? try LinearAlgebra.inverse(ofPositiveDefinite: gram, size: size) : []
        weights = [Float](unsafeUninitializedCapacity: size * size) { buffer, count in
            for row in 0..<size {
                for column in 0..<size {
                    let value =
                        row == column ? 0 : -inverse[row * size + column] / inverse[column * size + column]
                    buffer[row * size + column] = Float(value)
                }
            }
            count = size * size
        }
    }

    package func scores(for history: History) -> [Float] {
        var scores = [Float](repeating: 0, count: itemCount)
        weights.withUnsafeBufferPointer { weights in
            guard let base = weights.baseAddress else { return }
            for (item, weight) in zip(history.items, history.weights) {
                factor_add_scaled(effective(weight), base + Int(item) * itemCount, &scores, itemCount)
            }
        }
        return scores
    }

    package func scores(for history: History, of items: [Int32]) -> [Float] {
        var scores = [Float](repeating: 0, count: items.count)
        for (item, weight) in zip(history.items, history.weights) {
            let row = Int(item) * itemCount
            let factor = effective(weight)
            for (place, candidate) in items.enumerated() {
                scores[place] += factor * weights[row + Int(candidate)]
            }
        }
        return scores
    }

    private func effective(_ weight: Float) -> Float {
        parameters.usesWeights ? weight : (weight > 0 ? 1 : weight < 0 ? -1 : 0)
    }

    // MARK: - Training

    /// The matrix as the Gram sees it: what was not liked left out, rows scaled.
    private static func prepared(_ matrix: SparseMatrix, _ parameters: Parameters) -> SparseMatrix {
        let mean = Float(matrix.entryCount) / Float(max(1, matrix.rowCount))
        let exponent = Float(-parameters.historyExponent)
        return matrix.mapValues { row, _, value in
            guard value > 0 else { return 0 }
            let length = Float(matrix.range(ofRow: row).count)
            let scale = exponent == 0 ? 1 : power(length / mean, exponent)
            return (parameters.usesWeights ? value : 1) * scale
        }
    }

    /// XᵀX, dense; one chunk of rows at a time, the same bits on any core count.
    private static func gram(of matrix: SparseMatrix) -> [Double] {
        let size = matrix.columnCount
        let transposed = matrix.transposed()
        var gram = [Double](repeating: 0, count: size * size)
        gram.withUnsafeMutableBufferPointer { buffer in
            // Each chunk writes its own rows of the Gram only.
            nonisolated(unsafe) let gram = buffer
            Parallel.forEachChunk(of: size, chunkSize: 16) { _, items in
                for item in items {
                    let row = item * size
                    for entry in transposed.range(ofRow: item) {
                        let weight = Double(transposed.values[entry])
                        for other in matrix.range(ofRow: Int(transposed.columns[entry])) {
                            gram[row + Int(matrix.columns[other])] += weight * Double(matrix.values[other])
                        }
                    }
                }
            }
        }
        return gram
    }
}
