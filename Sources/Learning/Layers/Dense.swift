import CatalogCore

/// y = W·x + b for each example.
package final class Dense: Layer {
    private let outputs: Int
    private let hasBias: Bool
    private var inputs = 0
    private var weights = Parameter(name: "weight", sides: [0], values: [], decays: true)
    private var bias = Parameter(name: "bias", sides: [0], values: [], decays: false)
    private var input: Tensor?
    private var output: Tensor?
    private var inputGradient: Tensor?

    package init(_ outputs: Int, bias: Bool = true) {
        precondition(outputs > 0, "a dense layer has at least one output")
        self.outputs = outputs
        hasBias = bias
    }

    package var parameters: [Parameter] { hasBias ? [weights, bias] : [weights] }

    /// Weights by He et al. 2015, normal with variance 2/inputs; biases zero.
    package func build(input: Shape, random: inout SplitMix64) throws -> Shape {
        guard case .vector(let count) = input else {
            throw LearningError(.unsupported, "A dense layer takes vectors; pool the image first.")
        }
        inputs = count
        let deviation = (2 / Double(count)).squareRoot()
        weights = Parameter(
            name: "weight", sides: [outputs, count],
            values: (0..<outputs * count).map { _ in Float(random.normal() * deviation) }, decays: true)
        bias = Parameter(
            name: "bias", sides: [outputs], values: [Float](repeating: 0, count: outputs), decays: false)
        return .vector(outputs)
    }

    package func forward(_ input: Tensor, _ pass: Pass) -> Tensor {
        self.input = input
        let result = Tensor.reuse(&output, .vector(outputs), batch: input.batch)
        if hasBias {
            bias.values.withUnsafeBufferPointer { bias in
                guard let bias = bias.baseAddress else { return }
                for example in 0..<input.batch {
                    (result.pointer + example * outputs).update(from: bias, count: outputs)
                }
            }
        }
        weights.values.withUnsafeBufferPointer { weights in
            guard let weights = weights.baseAddress else { return }
            MatrixProduct.multiply(
                input.pointer, weights, rightOrientation: .transposed, into: result.pointer,
                rows: input.batch,
                inner: inputs, columns: outputs, keeping: hasBias ? 1 : 0)
        }
        return result
    }

    package func backward(_ gradient: Tensor, wantsInput: Bool) -> Tensor? {
        guard let input else { preconditionFailure("forward comes before backward") }
        weights.gradient.withUnsafeMutableBufferPointer { weights in
            guard let weights = weights.baseAddress else { return }
            MatrixProduct.multiply(
                gradient.pointer, leftOrientation: .transposed, input.pointer, into: weights, rows: outputs,
                inner: gradient.batch, columns: inputs)
        }
        if hasBias { sumColumns(gradient) }
        guard wantsInput else { return nil }
        let result = Tensor.reuse(&inputGradient, .vector(inputs), batch: gradient.batch)
        weights.values.withUnsafeBufferPointer { weights in
            guard let weights = weights.baseAddress else { return }
            MatrixProduct.multiply(
                gradient.pointer, weights, into: result.pointer, rows: gradient.batch, inner: outputs,
                columns: inputs)
        }
        return result
    }

    private func sumColumns(_ gradient: Tensor) {
        bias.gradient.withUnsafeMutableBufferPointer { sums in
            for column in 0..<outputs { sums[column] = 0 }
            for example in 0..<gradient.batch {
                let row = gradient.pointer + example * outputs
                for column in 0..<outputs { sums[column] += row[column] }
            }
        }
    }
}
