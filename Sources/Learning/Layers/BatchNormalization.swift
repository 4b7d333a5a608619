import COneDNN
import CatalogCore

/// y = γ·(x − mean)/√(variance + ε) + β for each channel over the batch; Ioffe and Szegedy 2015.
package final class BatchNormalization: Layer {
    private let epsilon: Float
    /// The share of the running statistics that a batch replaces.
    private let momentum: Float
    private var shape = Shape.vector(1)
    private var scale = Parameter(name: "scale", sides: [0], values: [], decays: false)
    private var shift = Parameter(name: "shift", sides: [0], values: [], decays: false)
    private var mean = Parameter(name: "mean", sides: [0], values: [], decays: false)
    private var variance = Parameter(name: "variance", sides: [0], values: [], decays: false)
    private var plan: NormalizationPlan?
    private var output: Tensor?
    private var input: Tensor?

    package init(epsilon: Float = 1e-5, momentum: Float = 0.1) {
        precondition(epsilon > 0, "epsilon keeps a constant channel finite")
        self.epsilon = epsilon
        self.momentum = momentum
    }

    package var parameters: [Parameter] { [scale, shift] }
    package var statistics: [Parameter] { [mean, variance] }

    package func build(input: Shape, random: inout SplitMix64) -> Shape {
        shape = input
        func made(_ name: String, _ value: Float) -> Parameter {
            Parameter(
                name: name, sides: [input.channels], values: [Float](repeating: value, count: input.channels),
                decays: false)
        }
        scale = made("scale", 1)
        shift = made("shift", 0)
        mean = made("mean", 0)
        variance = made("variance", 1)
        return input
    }

    package func forward(_ input: Tensor, _ pass: Pass) throws -> Tensor {
        self.input = input
        if plan?.batch != input.batch || plan?.isTraining != pass.isTraining {
            plan = try NormalizationPlan(input, epsilon: epsilon, isTraining: pass.isTraining)
        }
        let result = Tensor.reuse(&output, shape, batch: input.batch)
        guard let plan else { return result }
        plan.set(scale: scale.values, shift: shift.values)
        if !pass.isTraining { plan.set(mean: mean.values, variance: variance.values) }
        plan.forward(input, into: result)
        if pass.isTraining { follow(plan, perChannel: input.count / shape.channels) }
        return result
    }

    package func backward(_ gradient: Tensor, wantsInput: Bool) throws -> Tensor? {
        guard let plan, let input else { preconditionFailure("forward comes before backward") }
        try plan.backward(gradient, input: input)
        plan.read(scale: &scale.gradient, shift: &shift.gradient)
        return gradient
    }

    /// Moves the running statistics; the variance is the unbiased one, as what is estimated is the population's.
    private func follow(_ plan: NormalizationPlan, perChannel: Int) {
        let unbiased = perChannel > 1 ? Float(perChannel) / Float(perChannel - 1) : 1
        for channel in 0..<shape.channels {
            mean.values[channel] += momentum * (plan.mean.floats[channel] - mean.values[channel])
            variance.values[channel] +=
                momentum * (plan.variance.floats[channel] * unbiased - variance.values[channel])
        }
    }
}
