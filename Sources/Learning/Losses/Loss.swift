import Glibc

/// How far outputs are from targets, and in which direction they should move.
///
/// Targets have the shape of the outputs; for cross-entropy a row is a distribution over the classes. The loss is the
/// mean over all values (regression) or over all examples (classification); that is PyTorch's `mean` reduction.
package enum Loss: Sendable, Equatable {
    /// −Σ q·log softmax(output) with q = (1 − smoothing)·target + smoothing/classes (Szegedy et al. 2016), each class
    /// weighted, divided by the sum of the examples' weights. No weights: all one.
    case crossEntropy(smoothing: Float = 0, classWeights: [Float]? = nil)
    /// (output − target)².
    case meanSquared
    /// e²/2 within `delta`, delta·(|e| − delta/2) beyond; Huber 1964.
    case huber(delta: Float)
    /// −w·q·log σ(o) − (1 − q)·log(1 − σ(o)) of logits with q = (1 − smoothing)·target + smoothing/2; w for each
    /// output weighs its positives.
    case binaryCrossEntropy(smoothing: Float = 0, positiveWeights: [Float]? = nil)

    /// The loss of a batch; writes its gradient in the outputs. A value that is not finite is the caller's to refuse.
    package func evaluate(outputs: Tensor, targets: Tensor, gradient: Tensor) -> Double {
        precondition(
            outputs.shape == targets.shape && outputs.batch == targets.batch, "targets fit the outputs")
        precondition(gradient.shape == outputs.shape && gradient.batch == outputs.batch, "a gradient fits")
        let batch = LossBatch(
            outputs: outputs.pointer, targets: targets.pointer, gradient: gradient.pointer,
            rows: outputs.batch,
            columns: outputs.shape.count)
        switch self {
        case .crossEntropy(let smoothing, let weights): return batch.crossEntropy(smoothing, weights)
        case .meanSquared: return batch.meanSquared()
        case .huber(let delta): return batch.huber(delta)
        case .binaryCrossEntropy(let smoothing, let weights):
            return batch.binaryCrossEntropy(smoothing, weights)
        }
    }
}
