/// The shape of the convolutional network that hears log-mel patches: for genre and for mood.
package struct PatchNetworkConfiguration: Sendable, Equatable, Codable {
    package var melBands: Int
    package var frames: Int
    /// The filters of the three convolution stages.
    package var filters: [Int]
    package var headUnits: Int
    package var slope: Float
    /// Dropout after a convolution stage, and in the head.
    package var stageDropout: Float
    package var headDropout: Float

    package init(
        melBands: Int = 128, frames: Int = 128, filters: [Int] = [64, 128, 256], headUnits: Int = 512,
        slope: Float = 0.1, stageDropout: Float = 0.1, headDropout: Float = 0.3
    ) {
        precondition(filters.count == 3, "the network has three stages")
        self.melBands = melBands
        self.frames = frames
        self.filters = filters
        self.headUnits = headUnits
        self.slope = slope
        self.stageDropout = stageDropout
        self.headDropout = headDropout
    }

    /// Whether what was read from bytes describes a network of at most so many weights.
    func isSound(weightsMax: Int) -> Bool {
        guard filters.count == 3, (filters + [headUnits]).allSatisfy({ (1...8_192).contains($0) }),
            (8...4_096).contains(melBands), (8...4_096).contains(frames), filters[0] <= filters[1],
            slope >= 0, slope.isFinite, (0..<1).contains(stageDropout), (0..<1).contains(headDropout)
        else { return false }
        let convolutions = 9 * (filters[0] + filters[0] * filters[1] + filters[1] * filters[2])
        return convolutions + filters[2] * headUnits <= weightsMax
    }

    package var input: Shape { .image(channels: 1, height: melBands, width: frames) }

    /// Three stages of convolution, batch normalisation, leaky rectifier, pooling and dropout, with an identity mapping
    /// around the second; global average pooling; a head of one hidden layer.
    package func network(outputs: Int, seed: UInt64) throws -> Network {
        try Network(input, seed: seed) {
            Conv2D(filters[0], bias: false)
            BatchNormalization()
            LeakyReLU(slope: slope)
            MaxPool2D(2)
            Dropout(stageDropout)

            Residual {
                Conv2D(filters[1], bias: false)
                BatchNormalization()
                LeakyReLU(slope: slope)
            }
            MaxPool2D(2)
            Dropout(stageDropout)

            Conv2D(filters[2], bias: false)
            BatchNormalization()
            LeakyReLU(slope: slope)
            MaxPool2D(2)
            GlobalAveragePool()

            Dense(headUnits)
            LeakyReLU(slope: slope)
            Dropout(headDropout)
            Dense(outputs)
        }
    }
}
