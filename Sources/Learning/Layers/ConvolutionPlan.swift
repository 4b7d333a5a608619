import COneDNN

/// The compiled operations of one convolution at one batch size, and the copies between its layouts.
final class ConvolutionPlan {
    let batch: Int
    let usesBFloat16: Bool
    private let side: Int
    private let hasBias: Bool
    private let layouts: (input: dnnl_memory_desc_t, output: dnnl_memory_desc_t, weights: dnnl_memory_desc_t)
    private let plainWeights: Memory
    private let plainBias: Memory
    private let geometry: (strides: [dnnl_dim_t], padding: [dnnl_dim_t], paddingAfter: [dnnl_dim_t])
    private let forwardOperation: Primitive
    private let forwardWeights: Converted
    private let forwardInput: Converted
    private var weightsOperation: (Primitive, gradient: Converted)?
    private var dataOperation: (Primitive, weights: Converted)?
    private var outputGradient: Converted?

    init(
        input: Shape, output: Shape, batch: Int, side: Int, stride: Int, hasBias: Bool, usesBFloat16: Bool
    ) throws {
        guard !usesBFloat16 || ComputeDevice.shared.hasBFloat16 else {
            throw LearningError(
                .unsupported, "This CPU has no bfloat16 arithmetic; train in single precision.")
        }
        self.batch = batch
        self.side = side
        self.hasBias = hasBias
        self.usesBFloat16 = usesBFloat16
        let type = usesBFloat16 ? dnnl_bf16 : dnnl_f32
        let sides = [output.channels, input.channels, side, side]
        plainWeights = Memory(Memory.describe(sides, dnnl_abcd))
        plainBias = Memory(Memory.describe([output.channels], dnnl_a))
        layouts = (
            Tensor.layout(input, batch: batch, type: type), Tensor.layout(output, batch: batch),
            Memory.describe(sides, dnnl_format_tag_any, type: type)
        )
        let before = ConvolutionPlan.padding(input, output, side: side, stride: stride)
        let (strides, padding) = ([Int](repeating: stride, count: 2), [Int](repeating: side / 2, count: 2))
        let geometry = (
            strides: strides.map { dnnl_dim_t($0) }, padding: padding.map { dnnl_dim_t($0) },
            paddingAfter: before
        )
        self.geometry = geometry
        let biasLayout = hasBias ? plainBias.descriptor : nil
        var operation = dnnl_convolution_desc_t()
        var (source, target, weights) = layouts
        let status = withOptional(biasLayout) { biasLayout in
            dnnl_convolution_forward_desc_init(
                &operation, dnnl_forward_training, dnnl_convolution_direct, &source, &weights,
                biasLayout,
                &target, geometry.strides, geometry.padding, geometry.paddingAfter)
        }
        precondition(status == dnnl_success, "a convolution can be described")
        forwardOperation = try Primitive(operation)
        forwardWeights = try Converted(
            from: plainWeights.descriptor, to: forwardOperation.layout(dnnl_query_weights_md))
        forwardInput = try Converted(from: Tensor.layout(input, batch: batch), to: source)
    }

    func forward(_ input: Tensor, weights: Parameter, bias: Parameter, into output: Tensor)
        throws
    {
        plainWeights.floats.update(from: weights.values, count: weights.values.count)
        var operands = [
            (DNNL_ARG_SRC, forwardInput.convert(input.memory)),
            (DNNL_ARG_WEIGHTS, forwardWeights.convert(plainWeights)), (DNNL_ARG_DST, output.memory),
        ]
        if hasBias {
            plainBias.floats.update(from: bias.values, count: bias.values.count)
            operands.append((DNNL_ARG_BIAS, plainBias))
        }
        forwardOperation.run(operands)
    }

    /// Gradients in the weights and the bias; comes before `backwardData`, which uses the same converted gradient.
    func backwardWeights(
        _ gradient: Tensor, input: Tensor, weights: Parameter, bias: Parameter
    ) throws {
        let (operation, result) = try weightsOperation ?? compileWeights()
        let converted = try outputGradient ?? Converted(from: layouts.output, to: gradientLayout)
        outputGradient = converted
        var operands = [
            (DNNL_ARG_SRC, forwardInput.last(input.memory)),
            (DNNL_ARG_DIFF_DST, converted.convert(gradient.memory)), (DNNL_ARG_DIFF_WEIGHTS, result.source),
        ]
        if hasBias { operands.append((DNNL_ARG_DIFF_BIAS, plainBias)) }
        operation.run(operands)
        let plain = result.convert(result.source)
        weights.gradient.withUnsafeMutableBufferPointer {
            $0.baseAddress?.update(from: plain.floats, count: $0.count)
        }
        guard hasBias else { return }
        bias.gradient.withUnsafeMutableBufferPointer {
            $0.baseAddress?.update(from: plainBias.floats, count: $0.count)
        }
    }

    func backwardData(_ gradient: Tensor, into result: Tensor) throws {
        let (operation, weights) = try dataOperation ?? compileData()
        guard let outputGradient else { preconditionFailure("the weights' gradient comes first") }
        operation.run([
            (DNNL_ARG_DIFF_DST, outputGradient.last(gradient.memory)),
            (DNNL_ARG_WEIGHTS, weights.convert(plainWeights)), (DNNL_ARG_DIFF_SRC, result.memory),
        ])
    }

    private var gradientLayout: dnnl_memory_desc_t {
        var layout = layouts.output
        if usesBFloat16 { layout.data_type = dnnl_bf16 }
        return layout
    }

    private func compileWeights() throws -> (Primitive, gradient: Converted) {
        var operation = dnnl_convolution_desc_t()
        var source = layouts.input
        var weights = layouts.weights
        weights.data_type = dnnl_f32
        var gradient = gradientLayout
        let status = withOptional(hasBias ? plainBias.descriptor : nil) { biasLayout in
            dnnl_convolution_backward_weights_desc_init(
                &operation, dnnl_convolution_direct, &source, &weights, biasLayout, &gradient,
                geometry.strides, geometry.padding, geometry.paddingAfter)
        }
        precondition(status == dnnl_success, "a convolution's weight gradient can be described")
        let primitive = try Primitive(operation, hint: forwardOperation)
        let chosen = primitive.layout(dnnl_query_diff_weights_md)
        let made = (primitive, try Converted(from: chosen, to: plainWeights.descriptor, ownsSource: true))
        weightsOperation = made
        return made
    }

    /// The weights keep a layout of their own here: with the forward layout pinned oneDNN falls to a reference loop.
    private func compileData() throws -> (Primitive, weights: Converted) {
        var operation = dnnl_convolution_desc_t()
        var source = layouts.input
        source.data_type = dnnl_f32
        var weights = layouts.weights
        var gradient = gradientLayout
        let status = dnnl_convolution_backward_data_desc_init(
            &operation, dnnl_convolution_direct, &source, &weights, &gradient, geometry.strides,
            geometry.padding,
            geometry.paddingAfter)
        precondition(status == dnnl_success, "a convolution's input gradient can be described")
        let primitive = try Primitive(operation, hint: forwardOperation)
        let made = (
            primitive,
            try Converted(from: plainWeights.descriptor, to: primitive.layout(dnnl_query_weights_md))
        )
        dataOperation = made
        return made
    }

    /// What is needed after the last row and column so that the output has its size.
    private static func padding(_ input: Shape, _ output: Shape, side: Int, stride: Int) -> [dnnl_dim_t] {
        guard case .image(_, let height, let width) = input, case .image(_, let rows, let columns) = output
        else {
            preconditionFailure("a convolution takes images to images")
        }
        return [(rows, height), (columns, width)].map {
            dnnl_dim_t(($0.0 - 1) * stride + side - side / 2 - $0.1)
        }
    }
}

/// Lends a pointer to a descriptor, or nil where there is none.
private func withOptional<Result>(
    _ descriptor: dnnl_memory_desc_t?, _ body: (UnsafePointer<dnnl_memory_desc_t>?) -> Result
) -> Result {
    guard var descriptor else { return body(nil) }
    return withUnsafePointer(to: &descriptor) { body($0) }
}
