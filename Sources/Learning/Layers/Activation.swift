import COneDNN
import CatalogCore

/// A function of each value alone: (leaky) rectifier, tanh, sigmoid.
package final class Activation: Layer {
    package enum Curve: Sendable, Equatable {
        /// max(x, slope·x); a slope of 0 is the rectifier. Maas et al. 2013.
        case leaky(slope: Float)
        case tanh
        case sigmoid
    }

    private let curve: Curve
    private var shape = Shape.vector(1)
    private var kept: Tensor?
    private var output: Tensor?
    private var forwardPlan: (batch: Int, primitive: Primitive)?
    private var backwardPlan: (batch: Int, primitive: Primitive)?

    package init(_ curve: Curve) {
        if case .leaky(let slope) = curve { precondition(slope >= 0, "a leaky slope is not negative") }
        self.curve = curve
    }

    /// The sign of a rectifier's output is its input's: only they work in place.
    package var overwritesInput: Bool {
        if case .leaky = curve { return true }
        return false
    }

    package func build(input: Shape, random: inout SplitMix64) -> Shape {
        shape = input
        return input
    }

    package func forward(_ input: Tensor, _ pass: Pass) throws -> Tensor {
        if forwardPlan?.batch != input.batch {
            var operation = dnnl_eltwise_desc_t()
            var layout = input.memory.descriptor
            let status = dnnl_eltwise_forward_desc_init(
                &operation, dnnl_forward_training, algorithm, &layout, slope, 0)
            precondition(status == dnnl_success, "an activation can be described")
            forwardPlan = (input.batch, try Primitive(operation))
            backwardPlan = nil
        }
        let target = overwritesInput ? input : Tensor.reuse(&output, shape, batch: input.batch)
        forwardPlan?.primitive.run([(DNNL_ARG_SRC, input.memory), (DNNL_ARG_DST, target.memory)])
        if pass.isTraining && !overwritesInput {
            // The next layer may write over the output, which the derivative is a function of.
            let copy = Tensor.reuse(&kept, shape, batch: input.batch)
            copy.pointer.update(from: target.pointer, count: target.count)
        } else {
            kept = target
        }
        return target
    }

    package func backward(_ gradient: Tensor, wantsInput: Bool) throws -> Tensor? {
        guard let kept, let forwardPlan else { preconditionFailure("forward comes before backward") }
        if backwardPlan?.batch != gradient.batch {
            var operation = dnnl_eltwise_desc_t()
            var layout = gradient.memory.descriptor
            let status = dnnl_eltwise_backward_desc_init(&operation, algorithm, &layout, &layout, slope, 0)
            precondition(status == dnnl_success, "an activation's derivative can be described")
            backwardPlan = (gradient.batch, try Primitive(operation, hint: forwardPlan.primitive))
        }
        backwardPlan?.primitive.run([
            (DNNL_ARG_DST, kept.memory), (DNNL_ARG_DIFF_DST, gradient.memory),
            (DNNL_ARG_DIFF_SRC, gradient.memory),
        ])
        return gradient
    }

    private var slope: Float {
        if case .leaky(let slope) = curve { return slope }
        return 0
    }

    private var algorithm: dnnl_alg_kind_t {
        switch curve {
        case .leaky: dnnl_eltwise_relu_use_dst_for_bwd
        case .tanh: dnnl_eltwise_tanh_use_dst_for_bwd
        case .sigmoid: dnnl_eltwise_logistic_use_dst_for_bwd
        }
    }
}
