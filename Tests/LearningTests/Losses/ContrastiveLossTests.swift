import CatalogCore
import Learning
import Testing

@Suite struct ContrastiveLossTests {
    @Test(arguments: [1, 2] as [UInt64])
    func gradientEqualsFiniteDifferences(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let vectors = GradientCheck.noise(.vector(3), batch: 7, &random)
        let groups = [0, 1, 0, 2, 1, 0, 3]
        let loss = ContrastiveLoss(temperature: 0.5)
        let (gradient, scratch) = (Tensor(.vector(3), batch: 7), Tensor(.vector(3), batch: 7))
        _ = loss.evaluate(vectors, groups: groups, weight: 0.7, addingTo: gradient)
        for index in 0..<vectors.count {
            let value = vectors.pointer[index]
            vectors.pointer[index] = value + 5e-3
            let above = loss.evaluate(vectors, groups: groups, weight: 0.7, addingTo: scratch)
            vectors.pointer[index] = value - 5e-3
            let below = loss.evaluate(vectors, groups: groups, weight: 0.7, addingTo: scratch)
            vectors.pointer[index] = value
            #expect(abs((above - below) / 0.01 - Double(gradient.pointer[index])) < 2e-3)
        }
    }

    @Test func nothingToDrawTogetherIsNothing() {
        var random = SplitMix64(seed: 1)
        let vectors = GradientCheck.noise(.vector(3), batch: 4, &random)
        let gradient = Tensor(.vector(3), batch: 4)
        let loss = ContrastiveLoss().evaluate(vectors, groups: [0, 1, 2, 3], weight: 1, addingTo: gradient)
        #expect(loss == 0 && gradient.values.allSatisfy { $0 == 0 })
    }
}
