import COneDNN

/// The compiled operations of batch normalisation at one batch size.
final class NormalizationPlan {
    let batch: Int
    let isTraining: Bool
    let mean: Memory
    let variance: Memory
    private let epsilon: Float
    private let layout: dnnl_memory_desc_t
    private let scale: Memory
    private let shift: Memory
    private let scaleGradient: Memory
    private let shiftGradient: Memory
    private let forwardOperation: Primitive
    private var backwardOperation: Primitive?

    init(_ input: Tensor, epsilon: Float, isTraining: Bool) throws {
        batch = input.batch
        self.isTraining = isTraining
        self.epsilon = epsilon
        layout = input.memory.descriptor
        let channels = Memory.describe([input.shape.channels], dnnl_a)
        mean = Memory(channels)
        variance = Memory(channels)
        scale = Memory(channels)
        shift = Memory(channels)
        scaleGradient = Memory(channels)
        shiftGradient = Memory(channels)
        var operation = dnnl_batch_normalization_desc_t()
        var layout = self.layout
        let status = dnnl_batch_normalization_forward_desc_init(
            &operation, isTraining ? dnnl_forward_training : dnnl_forward_inference, &layout, epsilon,
            NormalizationPlan.flags(isTraining))
        precondition(status == dnnl_success, "batch normalisation can be described")
        forwardOperation = try Primitive(operation)
    }

    func set(scale: [Float], shift: [Float]) {
        self.scale.floats.update(from: scale, count: scale.count)
        self.shift.floats.update(from: shift, count: shift.count)
    }

    func set(mean: [Float], variance: [Float]) {
        self.mean.floats.update(from: mean, count: mean.count)
        self.variance.floats.update(from: variance, count: variance.count)
    }

    func read(scale: inout [Float], shift: inout [Float]) {
        for channel in scale.indices {
            scale[channel] = scaleGradient.floats[channel]
            shift[channel] = shiftGradient.floats[channel]
        }
    }

    func forward(_ input: Tensor, into output: Tensor) {
        forwardOperation.run([
            (DNNL_ARG_SRC, input.memory), (DNNL_ARG_DST, output.memory), (DNNL_ARG_MEAN, mean),
            (DNNL_ARG_VARIANCE, variance), (DNNL_ARG_SCALE, scale), (DNNL_ARG_SHIFT, shift),
        ])
    }

    /// Writes the input's gradient over the output's.
    func backward(_ gradient: Tensor, input: Tensor) throws {
        let operation = try backwardOperation ?? compileBackward()
        operation.run([
            (DNNL_ARG_SRC, input.memory), (DNNL_ARG_DIFF_DST, gradient.memory), (DNNL_ARG_MEAN, mean),
            (DNNL_ARG_VARIANCE, variance), (DNNL_ARG_SCALE, scale), (DNNL_ARG_SHIFT, shift),
            (DNNL_ARG_DIFF_SRC, gradient.memory), (DNNL_ARG_DIFF_SCALE, scaleGradient),
            (DNNL_ARG_DIFF_SHIFT, shiftGradient),
        ])
    }

    private func compileBackward() throws -> Primitive {
        var operation = dnnl_batch_normalization_desc_t()
        var layout = self.layout
        let status = dnnl_batch_normalization_backward_desc_init(
            &operation, dnnl_backward, &layout, &layout, epsilon, NormalizationPlan.flags(isTraining))
        precondition(status == dnnl_success, "batch normalisation's gradient can be described")
        let made = try Primitive(operation, hint: forwardOperation)
        backwardOperation = made
        return made
    }

    private static func flags(_ isTraining: Bool) -> UInt32 {
        let learnt = dnnl_use_scale.rawValue | dnnl_use_shift.rawValue
        return isTraining ? learnt : learnt | dnnl_use_global_stats.rawValue
    }
}
