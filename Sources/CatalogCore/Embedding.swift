/// Where a model places a track or an artist; comparing across models is a programmer's error.
package struct Embedding: Sendable, Equatable {
    package let model: ModelID
    package let values: [Float]

    package init(model: ModelID, values: [Float]) {
        precondition(values.allSatisfy(\.isFinite), "embedding values are finite")
        self.model = model
        self.values = values
    }

    /// The cosine of the angle to another embedding of the same model, -1...1; 0 where either has no length.
    package func similarity(to other: Embedding) -> Float {
        precondition(model == other.model, "embeddings of one model are compared")
        precondition(values.count == other.values.count, "embeddings of one model have one dimension")
        var dot: Float = 0
        var squaredLength: Float = 0
        var otherSquaredLength: Float = 0
        for index in values.indices {
            dot += values[index] * other.values[index]
            squaredLength += values[index] * values[index]
            otherSquaredLength += other.values[index] * other.values[index]
        }
        let product = (squaredLength * otherSquaredLength).squareRoot()
        return product > 0 ? dot / product : 0
    }
}
