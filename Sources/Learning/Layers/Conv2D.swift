import COneDNN
import CatalogCore

/// A square convolution that keeps height and width (times the stride): cross-correlation with zeros around.
package final class Conv2D: Layer {
    private let filters: Int
    private let side: Int
    private let stride: Int
    private let hasBias: Bool
    private var inputShape = Shape.vector(1)
    private var outputShape = Shape.vector(1)
    private var weights = Parameter(name: "weight", sides: [0], values: [], decays: true)
    private var bias = Parameter(name: "bias", sides: [0], values: [], decays: false)
    private var plan: ConvolutionPlan?
    private var output: Tensor?
    private var inputGradient: Tensor?
    private var input: Tensor?

    /// A bias is of no use before batch normalisation, which takes the mean away.
    package init(_ filters: Int, side: Int = 3, stride: Int = 1, bias: Bool = true) {
        precondition(
            filters > 0 && side % 2 == 1 && stride > 0, "a kernel has an odd side and a positive stride")
        self.filters = filters
        self.side = side
        self.stride = stride
        hasBias = bias
    }

    package var parameters: [Parameter] { hasBias ? [weights, bias] : [weights] }

    package func build(input: Shape, random: inout SplitMix64) throws -> Shape {
        guard case .image(let channels, let height, let width) = input else {
            throw LearningError(.unsupported, "A convolution takes images, not vectors.")
        }
        let fan = channels * side * side
        let deviation = (2 / Double(fan)).squareRoot()
        weights = Parameter(
            name: "weight", sides: [filters, channels, side, side],
            values: (0..<filters * fan).map { _ in Float(random.normal() * deviation) }, decays: true)
        bias = Parameter(
            name: "bias", sides: [filters], values: [Float](repeating: 0, count: filters), decays: false)
        inputShape = input
        outputShape = .image(
            channels: filters, height: (height + stride - 1) / stride, width: (width + stride - 1) / stride)
        return outputShape
    }

    package func forward(_ input: Tensor, _ pass: Pass) throws -> Tensor {
        self.input = input
        if plan?.batch != input.batch || plan?.usesBFloat16 != pass.usesBFloat16 {
            plan = try ConvolutionPlan(
                input: inputShape, output: outputShape, batch: input.batch, side: side, stride: stride,
                hasBias: hasBias, usesBFloat16: pass.usesBFloat16)
        }
        let result = Tensor.reuse(&output, outputShape, batch: input.batch)
        try plan?.forward(input, weights: weights, bias: bias, into: result)
        return result
    }

    package func backward(_ gradient: Tensor, wantsInput: Bool) throws -> Tensor? {
        guard let plan, let input else { preconditionFailure("forward comes before backward") }
        try plan.backwardWeights(gradient, input: input, weights: weights, bias: bias)
        guard wantsInput else { return nil }
        let result = Tensor.reuse(&inputGradient, inputShape, batch: gradient.batch)
        try plan.backwardData(gradient, into: result)
        return result
    }
}
