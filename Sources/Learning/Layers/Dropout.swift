import CNetworks
import CatalogCore

/// Sets each value to zero with a probability and scales the others so that the mean stays; Srivastava et al. 2014.
///
/// Value *i* of a step is kept by the *i*-th draw of the step's own SplitMix64, so that nothing is stored and any
/// number of threads gives the same mask.
package final class Dropout: Layer {
    private static let chunkSize = 1 << 18

    private let probability: Float
    private var place: UInt64 = 0
    private var seed: UInt64?
    private var output: Tensor?

    package init(_ probability: Float) {
        precondition(probability >= 0 && probability < 1, "dropout keeps some values")
        self.probability = probability
    }

    package func build(input: Shape, random: inout SplitMix64) -> Shape { input }

    package func number(from place: inout UInt64) {
        place += 1
        self.place = place
    }

    package func forward(_ input: Tensor, _ pass: Pass) -> Tensor {
        guard pass.isTraining, probability > 0 else {
            seed = nil
            return input
        }
        var random = SplitMix64(seed: pass.seed ^ place)
        let seed = random.next()
        self.seed = seed
        let result = Tensor.reuse(&output, input.shape, batch: input.batch)
        apply(from: input, to: result, seed: seed)
        return result
    }

    package func backward(_ gradient: Tensor, wantsInput: Bool) -> Tensor? {
        if let seed { apply(from: gradient, to: gradient, seed: seed) }
        return gradient
    }

    private func apply(from source: Tensor, to target: Tensor, seed: UInt64) {
        let buffers = SendableBuffers(source: source.pointer, target: target.pointer)
        let probability = probability
        Parallel.forEachChunk(of: source.count, chunkSize: Dropout.chunkSize) { _, indices in
            catalog_dropout(
                buffers.source + indices.lowerBound, buffers.target + indices.lowerBound, indices.count, seed,
                UInt64(indices.lowerBound), probability)
        }
    }
}
