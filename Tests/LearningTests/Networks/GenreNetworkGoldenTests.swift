import CatalogCore
import FoundationEssentials
import Learning
import TestSupport
import Testing

/// One training step from the same weights and the same batch gives PyTorch's numbers.
@Suite struct GenreNetworkGoldenTests {
    struct Record: Decodable {
        struct Gradient: Decodable {
            let name: String
            let length: Double
            let places: [Int]
            let values: [Float]
        }
        struct Case: Decodable {
            let filters: [Int]
            let side: Int
            let batch: Int
            let classes: Int
            let headUnits: Int
            let losses: [Double]
            let gradients: [Gradient]
        }
        let cases: [Case]
    }

    /// Value i is (u - 0.5) · scale, u being draw i of 24 bits.
    static func drawn(seed: UInt64, count: Int, scale: Float) -> [Float] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in (random.uniformFloat() - 0.5) * scale }
    }

    @Test(arguments: [0, 1])
    func equalsPyTorch(which: Int) throws {
        let path = SourceTree.path("Tests/Golden/genre-network-step.json")
        let record = try JSONDecoder().decode(Record.self, from: Data(contentsOf: URL(filePath: path)))
        let golden = record.cases[which]
        let configuration = PatchNetworkConfiguration(
            melBands: golden.side, frames: golden.side, filters: golden.filters, headUnits: golden.headUnits,
            slope: 0.1, stageDropout: 0, headDropout: 0)
        let network = try configuration.network(outputs: golden.classes, seed: 1)
        for (index, parameter) in network.parameters.enumerated() {
            let inputs = parameter.values.count / parameter.sides[0]
            let isMatrix = parameter.sides.count > 1
            let scale = isMatrix ? Float(2 / Double(inputs).squareRoot()) : 0.5
            parameter.values = GenreNetworkGoldenTests.drawn(
                seed: 1000 + UInt64(index), count: parameter.values.count, scale: scale)
            if !isMatrix { parameter.values = parameter.values.map { $0 + 0.5 } }
        }
        let values = GenreNetworkGoldenTests.drawn(
            seed: 1, count: golden.batch * golden.side * golden.side, scale: 4)
        var labels = SplitMix64(seed: 2)
        let targets = Tensor(.vector(golden.classes), batch: golden.batch)
        for example in 0..<golden.batch {
            targets.pointer[example * golden.classes + Int(labels.uniformFloat() * Float(golden.classes))] = 1
        }
        let gradient = Tensor(.vector(golden.classes), batch: golden.batch)
        var optimizer = Optimizer(.adamW(decay: 0))
        for (step, expected) in golden.losses.enumerated() {
            let input = Tensor(configuration.input, batch: golden.batch)
            for index in values.indices { input.pointer[index] = values[index] }
            let output = try network.forward(input, Pass(isTraining: true))
            let loss = Loss.crossEntropy(smoothing: 0.1).evaluate(
                outputs: output, targets: targets, gradient: gradient)
            #expect(abs(loss - expected) < 1e-4)
            try network.backward(gradient)
            if step == 0 { compare(network.parameters, golden.gradients) }
            optimizer.step(network.parameters, rate: 1e-3)
        }
    }

    func compare(_ parameters: [Parameter], _ expected: [Record.Gradient]) {
        #expect(parameters.count == expected.count)
        for (parameter, expected) in zip(parameters, expected) {
            let length = parameter.gradient.reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot()
            #expect(abs(length - expected.length) < 1e-3 * max(1e-3, expected.length), "\(expected.name)")
            for (place, value) in zip(expected.places, expected.values) {
                #expect(abs(parameter.gradient[place] - value) < 1e-4, "\(expected.name) at \(place)")
            }
        }
    }
}
