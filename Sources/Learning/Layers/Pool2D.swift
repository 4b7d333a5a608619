import COneDNN
import CatalogCore

/// The largest value of each square, or the mean of the whole image.
package final class Pool2D: Layer {
    package enum Kind: Sendable, Equatable {
        case maximum(side: Int)
        /// Global average pooling: one value for each channel. Lin et al. 2014.
        case globalAverage
    }

    private let kind: Kind
    private var inputShape = Shape.vector(1)
    private var outputShape = Shape.vector(1)
    private var window = (height: 1, width: 1)
    private var forwardPlan: (batch: Int, primitive: Primitive, output: Tensor, workspace: Memory?)?
    private var backwardOperation: Primitive?
    private var inputGradient: Tensor?

    package init(_ kind: Kind) {
        if case .maximum(let side) = kind { precondition(side > 1, "pooling makes an image smaller") }
        self.kind = kind
    }

    package func build(input: Shape, random: inout SplitMix64) throws -> Shape {
        guard case .image(let channels, let height, let width) = input else {
            throw LearningError(.unsupported, "Pooling takes images, not vectors.")
        }
        inputShape = input
        switch kind {
        case .maximum(let side):
            guard height >= side, width >= side else {
                throw LearningError(
                    .unsupported, "An image of \(height) × \(width) cannot be pooled by \(side) × \(side).")
            }
            window = (side, side)
            outputShape = .image(channels: channels, height: height / side, width: width / side)
        case .globalAverage:
            window = (height, width)
            outputShape = .vector(channels)
        }
        return outputShape
    }

    package func forward(_ input: Tensor, _ pass: Pass) throws -> Tensor {
        if forwardPlan?.batch != input.batch { try compileForward(input) }
        guard let forwardPlan else { preconditionFailure("a plan was just made") }
        var operands = [(DNNL_ARG_SRC, input.memory), (DNNL_ARG_DST, forwardPlan.output.memory)]
        if let workspace = forwardPlan.workspace { operands.append((DNNL_ARG_WORKSPACE, workspace)) }
        forwardPlan.primitive.run(operands)
        return forwardPlan.output
    }

    package func backward(_ gradient: Tensor, wantsInput: Bool) throws -> Tensor? {
        guard let forwardPlan else { preconditionFailure("forward comes before backward") }
        guard wantsInput else { return nil }
        let operation = try backwardOperation ?? compileBackward(forwardPlan.primitive, batch: gradient.batch)
        let result = Tensor.reuse(&inputGradient, inputShape, batch: gradient.batch)
        var operands = [(DNNL_ARG_DIFF_DST, gradient.memory), (DNNL_ARG_DIFF_SRC, result.memory)]
        if let workspace = forwardPlan.workspace { operands.append((DNNL_ARG_WORKSPACE, workspace)) }
        operation.run(operands)
        return result
    }

    private var algorithm: dnnl_alg_kind_t {
        kind == .globalAverage ? dnnl_pooling_avg_exclude_padding : dnnl_pooling_max
    }

    private var sides: [dnnl_dim_t] { [dnnl_dim_t(window.height), dnnl_dim_t(window.width)] }

    /// Pooled vectors are images of one pixel in the same order, so that the layouts below name the same bytes.
    private func outputLayout(batch: Int) -> dnnl_memory_desc_t {
        guard case .vector(let channels) = outputShape else {
            return Tensor.layout(outputShape, batch: batch)
        }
        return Tensor.layout(.image(channels: channels, height: 1, width: 1), batch: batch)
    }

    private func compileForward(_ input: Tensor) throws {
        var operation = dnnl_pooling_desc_t()
        var source = input.memory.descriptor
        var target = outputLayout(batch: input.batch)
        let status = dnnl_pooling_forward_desc_init(
            &operation, dnnl_forward_training, algorithm, &source, &target, sides, sides, [0, 0], [0, 0])
        precondition(status == dnnl_success, "pooling can be described")
        let primitive = try Primitive(operation)
        let workspace = kind == .globalAverage ? nil : Memory(primitive.layout(dnnl_query_workspace_md))
        let output = Tensor(outputShape, batch: input.batch, describedAs: target)
        forwardPlan = (input.batch, primitive, output, workspace)
        backwardOperation = nil
    }

    private func compileBackward(_ hint: Primitive, batch: Int) throws -> Primitive {
        var operation = dnnl_pooling_desc_t()
        var source = Tensor.layout(inputShape, batch: batch)
        var target = outputLayout(batch: batch)
        let status = dnnl_pooling_backward_desc_init(
            &operation, algorithm, &source, &target, sides, sides, [0, 0], [0, 0])
        precondition(status == dnnl_success, "pooling's gradient can be described")
        let made = try Primitive(operation, hint: hint)
        backwardOperation = made
        return made
    }
}
