import CatalogCore
import Learning
import Testing

/// Compares gradients with finite differences of the loss.
enum GradientCheck {
    /// A tensor of standard normal numbers.
    static func noise(_ shape: Shape, batch: Int, _ random: inout SplitMix64) -> Tensor {
        let tensor = Tensor(shape, batch: batch)
        for index in 0..<tensor.count { tensor.pointer[index] = Float(random.normal()) }
        return tensor
    }

    /// Every parameter's and the input's gradient of `layers` at a random point.
    static func check(
        _ shape: Shape, batch: Int, seed: UInt64, step: Float = 5e-3, tolerance: Double = 2e-2,
        isTraining: Bool = true,
        bfloat: Bool = false, @LayerBuilder _ layers: () -> [any Layer]
    ) throws {
        var random = SplitMix64(seed: seed)
        let network = try Network(shape, seed: seed, layers)
        for parameter in network.parameters {
            for index in parameter.values.indices { parameter.values[index] += Float(random.normal()) * 0.1 }
        }
        for statistic in network.statistics {
            for index in statistic.values.indices { statistic.values[index] += Float(random.uniform()) * 0.5 }
        }
        let input = noise(shape, batch: batch, &random)
        let targets = noise(network.output, batch: batch, &random)
        let gradient = Tensor(network.output, batch: batch)
        let statistics = network.weights.statistics
        let pass = Pass(isTraining: isTraining, seed: seed, usesBFloat16: bfloat)

        func loss() throws -> Double {
            var weights = network.weights
            weights.statistics = statistics
            try network.load(weights)
            let copy = Tensor(shape, batch: batch)
            copy.pointer.update(from: input.pointer, count: input.count)
            let output = try network.forward(copy, pass)
            return Loss.meanSquared.evaluate(outputs: output, targets: targets, gradient: gradient)
        }

        _ = try loss()
        let inputGradient = try #require(try network.backward(gradient, wantsInput: true))
        let byInput = Array(inputGradient.values)
        let byParameter = network.parameters.map(\.gradient)
        for _ in 0..<4 {
            try compare(byInput, named: "input", step, tolerance, &random, loss) { direction, size in
                for index in direction.indices { input.pointer[index] += size * direction[index] }
            }
            for (parameter, known) in zip(network.parameters, byParameter) {
                try compare(known, named: parameter.name, step, tolerance, &random, loss) { direction, size in
                    for index in direction.indices { parameter.values[index] += size * direction[index] }
                }
            }
        }
    }

    /// The derivative along a random direction, by the gradient and by a central difference.
    private static func compare(
        _ gradient: [Float], named name: String, _ step: Float, _ tolerance: Double,
        _ random: inout SplitMix64,
        _ loss: () throws -> Double, move: ([Float], Float) -> Void
    ) throws {
        var direction = gradient.map { _ in Float(random.normal()) }
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for index in direction.indices { direction[index] /= length }
        move(direction, step)
        let above = try loss()
        move(direction, -2 * step)
        let below = try loss()
        move(direction, step)
        let numeric = (above - below) / Double(2 * step)
        let analytic = zip(gradient, direction).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        let size = Double(gradient.reduce(0) { $0 + $1 * $1 }.squareRoot())
        let scale = max(abs(analytic), size / Double(max(1, gradient.count)).squareRoot())
        #expect(
            abs(numeric - analytic) < tolerance * max(scale, 0.01),
            "gradient in \(name): \(analytic), by finite differences \(numeric)")
    }
}
