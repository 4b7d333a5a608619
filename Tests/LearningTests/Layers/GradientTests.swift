import CatalogCore
import Learning
import Testing

/// Every layer's gradient equals finite differences.
@Suite struct GradientTests {
    @Test(arguments: [1, 2] as [UInt64])
    func dense(seed: UInt64) throws {
        try GradientCheck.check(.vector(7), batch: 5, seed: seed) { Dense(4) }
        try GradientCheck.check(.vector(7), batch: 5, seed: seed) { Dense(4, bias: false) }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func convolutionOfFewChannels(seed: UInt64) throws {
        try GradientCheck.check(.image(channels: 3, height: 6, width: 5), batch: 2, seed: seed) { Conv2D(5) }
        try GradientCheck.check(.image(channels: 1, height: 7, width: 6), batch: 2, seed: seed) {
            Conv2D(4, side: 5, stride: 2, bias: false)
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func convolutionOfInterleavedChannels(seed: UInt64) throws {
        try GradientCheck.check(.image(channels: 16, height: 6, width: 5), batch: 2, seed: seed) {
            Conv2D(32)
        }
        try GradientCheck.check(.image(channels: 1, height: 8, width: 8), batch: 2, seed: seed) {
            Conv2D(16)
            Conv2D(16, side: 1)
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func batchNormalization(seed: UInt64) throws {
        try GradientCheck.check(.vector(6), batch: 8, seed: seed) { BatchNormalization() }
        try GradientCheck.check(.image(channels: 3, height: 4, width: 5), batch: 3, seed: seed) {
            BatchNormalization()
        }
        try GradientCheck.check(.image(channels: 16, height: 4, width: 5), batch: 3, seed: seed) {
            BatchNormalization()
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func activations(seed: UInt64) throws {
        for layer in [LeakyReLU(slope: 0.1), ReLU(), Tanh(), Sigmoid()] as [any LayerDescription] {
            try GradientCheck.check(.vector(6), batch: 4, seed: seed, step: 2e-3) {
                Dense(8)
                layer
                LeakyReLU(slope: 0.5)
                Dense(3)
            }
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func dropout(seed: UInt64) throws {
        try GradientCheck.check(.vector(20), batch: 4, seed: seed) {
            Dense(30)
            Dropout(0.4)
            Dense(3)
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func pooling(seed: UInt64) throws {
        for channels in [3, 16] {
            let shape = Shape.image(channels: channels, height: 7, width: 6)
            try GradientCheck.check(shape, batch: 2, seed: seed, step: 1e-3) { MaxPool2D(2) }
            try GradientCheck.check(shape, batch: 2, seed: seed) { GlobalAveragePool() }
        }
    }

    @Test(arguments: [1, 2] as [UInt64])
    func identityMapping(seed: UInt64) throws {
        try GradientCheck.check(.image(channels: 16, height: 4, width: 5), batch: 3, seed: seed, step: 2e-3) {
            Conv2D(16)
            Residual {
                Conv2D(32, bias: false)
                BatchNormalization()
                LeakyReLU(slope: 0.1)
            }
            GlobalAveragePool()
            Dense(4)
        }
        try GradientCheck.check(.vector(6), batch: 3, seed: seed) {
            Residual {
                Dense(9)
                Tanh()
            }
        }
    }

    @Test func dropoutKeepsTheMean() throws {
        let network = try Network(.vector(1000), seed: 1) { Dropout(0.25) }
        let input = Tensor(.vector(1000), batch: 100)
        for index in 0..<input.count { input.pointer[index] = 1 }
        let output = try network.forward(input, Pass(isTraining: true, seed: 4))
        let zeros = output.values.count { $0 == 0 }
        #expect(abs(Double(zeros) / 100_000 - 0.25) < 0.01)
        #expect(abs(output.values.reduce(0, +) / 100_000 - 1) < 0.02)
    }

    @Test func shapesThatDoNotFitAreSentences() {
        #expect(throws: LearningError.self) { try Network(.vector(3), seed: 1) { Conv2D(4) } }
        #expect(throws: LearningError.self) {
            try Network(.image(channels: 1, height: 4, width: 4), seed: 1) { Dense(4) }
        }
        #expect(throws: LearningError.self) {
            try Network(.image(channels: 8, height: 4, width: 4), seed: 1) { Residual { Conv2D(4) } }
        }
    }
}
