import CatalogCore

/// y = x + f(x): an identity mapping around some layers; He et al. 2016, "Identity mappings in deep residual networks".
///
/// Where f has more channels than x, the channels that x lacks count as zero (option A of He et al. 2015), so that the
/// shortcut stays an identity without parameters.
package final class Residual: Layer {
    private let layers: [any Layer]
    private var inputShape = Shape.vector(1)
    private var shortcutGradient: Tensor?
    private var output: Tensor?

    package init(@LayerBuilder _ layers: () -> [any Layer]) {
        self.layers = layers()
        precondition(!self.layers.isEmpty, "an identity mapping goes around something")
        precondition(self.layers[0].overwritesInput == false, "the shortcut needs its input unchanged")
    }

    package var parameters: [Parameter] { layers.flatMap(\.parameters) }
    package var statistics: [Parameter] { layers.flatMap(\.statistics) }

    package func number(from place: inout UInt64) {
        for layer in layers { layer.number(from: &place) }
    }

    package func build(input: Shape, random: inout SplitMix64) throws -> Shape {
        inputShape = input
        var shape = input
        for layer in layers { shape = try layer.build(input: shape, random: &random) }
        let fits: Bool =
            switch (input, shape) {
            case (.vector(let before), .vector(let after)): before <= after
            case (.image(let before, let height, let width), .image(let after, let rows, let columns)):
                before <= after && height == rows && width == columns
                    && Tensor.isInterleaved(input) == Tensor.isInterleaved(shape)
            default: false
            }
        guard fits else {
            throw LearningError(
                .unsupported, "An identity mapping keeps the size of its image and does not lose channels.")
        }
        return shape
    }

    package func forward(_ input: Tensor, _ pass: Pass) throws -> Tensor {
        var value = input
        for layer in layers { value = try layer.forward(value, pass) }
        // The last layer's derivative may be a function of its output: the sum has a place of its own.
        let sum = Tensor.reuse(&output, value.shape, batch: value.batch)
        let (short, long) = (input.shape.count, value.shape.count)
        let buffers = SendableBuffers(source: input.pointer, target: sum.pointer)
        let branch = SendableBuffers(source: value.pointer, target: sum.pointer)
        Parallel.forEachChunk(of: input.batch, chunkSize: 1) { example, _ in
            let target = buffers.target + example * long
            target.update(from: branch.source + example * long, count: long)
            Residual.add(buffers.source + example * short, to: target, count: short)
        }
        return sum
    }

    package func backward(_ gradient: Tensor, wantsInput: Bool) throws -> Tensor? {
        let (short, long) = (inputShape.count, gradient.shape.count)
        // The layers may write over the output's gradient: the shortcut's part is kept first.
        let shortcut = Tensor.reuse(&shortcutGradient, inputShape, batch: gradient.batch)
        if wantsInput {
            for example in 0..<gradient.batch {
                (shortcut.pointer + example * short)
                    .update(from: gradient.pointer + example * long, count: short)
            }
        }
        var value = gradient
        for (index, layer) in layers.enumerated().reversed() {
            guard let next = try layer.backward(value, wantsInput: wantsInput || index > 0) else {
                return nil
            }
            value = next
        }
        guard wantsInput else { return nil }
        Residual.add(shortcut.pointer, to: value.pointer, count: shortcut.count)
        return value
    }

    private static func add(
        _ source: UnsafePointer<Float>, to target: UnsafeMutablePointer<Float>, count: Int
    ) {
        for index in 0..<count { target[index] += source[index] }
    }
}
