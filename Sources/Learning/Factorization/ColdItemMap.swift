/// A ridge map from where a track sounds to where the factorisation would have put it.
///
/// Minimises Σ nᵢ |yᵢ - Wᵀ(1, eᵢ)|² + λ|W|² over items that enough people met (attribute-to-feature mapping: Gantner
/// et al., "Learning attribute-to-feature mappings for cold-start recommendations", ICDM 2010).
package struct ColdItemMap: Sendable {
    /// (1 + embedding dimension) × factor dimension, row-major.
    package let weights: [Float]
    package let embeddingDimension: Int
    package let factorDimension: Int

    /// Learns from the items whose `counts` reach `countMin` and that have an embedding.
    package init(
        embeddings: FactorMatrix, factors: FactorMatrix, counts: [Int], countMin: Int = 3,
        regularization: Double = 10
    ) throws {
        precondition(
            embeddings.rowCount == factors.rowCount && counts.count == factors.rowCount, "rows agree")
        try self.init(
            counts: counts, embeddingDimension: embeddings.dimension, factorDimension: factors.dimension,
            countMin: countMin, regularization: regularization
        ) { (embeddings[$0], factors[$0]) }
    }

    /// The same of items that are asked for one by one.
    package init(
        counts: [Int], embeddingDimension: Int, factorDimension outputs: Int, countMin: Int = 3,
        regularization: Double = 10, item: (Int) -> (embedding: [Float], factor: [Float])
    ) throws {
        let size = embeddingDimension + 1
        var gram = [Double](repeating: 0, count: size * size)
        var right = [Double](repeating: 0, count: size * outputs)
        for place in counts.indices where counts[place] >= countMin {
            let (embedding, factor) = item(place)
            guard embedding.contains(where: { $0 != 0 }) else { continue }
            let input = [1] + embedding.map(Double.init)
            let weight = Double(counts[place]).squareRoot()
            // The upper triangle is the lower one's mirror.
            for row in 0..<size {
                for column in 0...row { gram[row * size + column] += weight * input[row] * input[column] }
                for output in 0..<outputs {
                    right[output * size + row] += weight * input[row] * Double(factor[output])
                }
            }
        }
        for row in 0..<size {
            for column in 0..<row { gram[column * size + row] = gram[row * size + column] }
            gram[row * size + row] += regularization
        }
        let solution = try LinearAlgebra.solve(
            positiveDefinite: gram, size: size, right: right, columns: outputs)
        var weights = [Float](repeating: 0, count: size * outputs)
        for row in 0..<size {
            for output in 0..<outputs {
                weights[row * outputs + output] = Float(solution[output * size + row])
            }
        }
        self.weights = weights
        self.embeddingDimension = embeddingDimension
        factorDimension = outputs
    }

    /// Where an embedding belongs among the factors.
    package func factor(of embedding: [Float]) -> [Float] {
        precondition(embedding.count == embeddingDimension, "an embedding of the map's dimension")
        var factor = Array(weights[0..<factorDimension])
        for (row, value) in embedding.enumerated() where value != 0 {
            let start = (row + 1) * factorDimension
            for output in 0..<factorDimension { factor[output] += value * weights[start + output] }
        }
        return factor
    }

    /// The factors with every rare item drawn towards its sound: n parts of its own, `prior` parts of the map.
    package func completed(
        _ factors: FactorMatrix, embeddings: FactorMatrix, counts: [Int], prior: Float = 2
    ) -> FactorMatrix {
        var completed = factors
        for item in 0..<factors.rowCount {
            let embedding = embeddings[item]
            let own = Float(counts[item])
            guard own < 20 * prior, embedding.contains(where: { $0 != 0 }) else { continue }
            let mapped = factor(of: embedding)
            let share = prior / (prior + own)
            completed[item] = zip(factors[item], mapped).map { $0 * (1 - share) + $1 * share }
        }
        return completed
    }
}
