/// The shape of a feed-forward network over vectors.
package struct PerceptronConfiguration: Sendable, Equatable, Codable {
    package var inputs: Int
    package var hidden: [Int]
    package var outputs: Int
    package var slope: Float
    package var dropout: Float
    package var normalizes: Bool

    package init(
        inputs: Int, hidden: [Int], outputs: Int, slope: Float = 0.1, dropout: Float = 0,
        normalizes: Bool = false
    ) {
        precondition(inputs > 0 && outputs > 0 && hidden.allSatisfy { $0 > 0 }, "layers have units")
        self.inputs = inputs
        self.hidden = hidden
        self.outputs = outputs
        self.slope = slope
        self.dropout = dropout
        self.normalizes = normalizes
    }

    /// Whether what was read from bytes describes a network of at most so many weights.
    func isSound(weightsMax: Int) -> Bool {
        let sides = [inputs] + hidden + [outputs]
        guard sides.count <= 100, sides.allSatisfy({ (1...65_536).contains($0) }), slope >= 0, slope.isFinite,
            (0..<1).contains(dropout)
        else { return false }
        return zip(sides, sides.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 } <= weightsMax
    }

    package func network(seed: UInt64) throws -> Network {
        try Network(.vector(inputs), seed: seed) {
            for units in hidden {
                Dense(units, bias: !normalizes)
                if normalizes { BatchNormalization() }
                LeakyReLU(slope: slope)
                if dropout > 0 { Dropout(dropout) }
            }
            Dense(outputs)
        }
    }
}
