import CatalogCore
import Learning
import Testing

@Suite struct LossTests {
    static let losses: [Loss] = [
        .meanSquared, .huber(delta: 0.7), .crossEntropy(),
        .crossEntropy(smoothing: 0.1, classWeights: [1, 2, 0.5, 3]),
        .binaryCrossEntropy(), .binaryCrossEntropy(smoothing: 0.1, positiveWeights: [1, 2, 0.5, 3]),
    ]

    @Test(arguments: losses.indices)
    func gradientEqualsFiniteDifferences(which: Int) {
        let loss = LossTests.losses[which]
        var random = SplitMix64(seed: 5)
        let outputs = GradientCheck.noise(.vector(4), batch: 6, &random)
        let targets = Tensor(.vector(4), batch: 6)
        for row in 0..<6 { targets.pointer[row * 4 + random.index(below: 4)] = 1 }
        let gradient = Tensor(.vector(4), batch: 6)
        let scratch = Tensor(.vector(4), batch: 6)
        _ = loss.evaluate(outputs: outputs, targets: targets, gradient: gradient)
        for index in 0..<outputs.count {
            let value = outputs.pointer[index]
            outputs.pointer[index] = value + 1e-2
            let above = loss.evaluate(outputs: outputs, targets: targets, gradient: scratch)
            outputs.pointer[index] = value - 1e-2
            let below = loss.evaluate(outputs: outputs, targets: targets, gradient: scratch)
            outputs.pointer[index] = value
            #expect(abs((above - below) / 0.02 - Double(gradient.pointer[index])) < 1e-4)
        }
    }

    @Test func crossEntropyOfNoKnowledgeIsTheLogarithmOfTheClasses() {
        let outputs = Tensor(.vector(4), batch: 2)
        let targets = Tensor(.vector(4), batch: 2)
        targets.pointer[1] = 1
        targets.pointer[4] = 1
        let gradient = Tensor(.vector(4), batch: 2)
        let loss = Loss.crossEntropy().evaluate(outputs: outputs, targets: targets, gradient: gradient)
        #expect(abs(loss - 1.3862943611) < 1e-6)
    }

    @Test func largeLogitsStayFinite() {
        let outputs = Tensor(.vector(2), batch: 1)
        outputs.pointer[0] = 500
        outputs.pointer[1] = -500
        let targets = Tensor(.vector(2), batch: 1)
        targets.pointer[1] = 1
        let gradient = Tensor(.vector(2), batch: 1)
        for loss in [Loss.crossEntropy(), .binaryCrossEntropy()] {
            #expect(loss.evaluate(outputs: outputs, targets: targets, gradient: gradient).isFinite)
        }
    }
}
