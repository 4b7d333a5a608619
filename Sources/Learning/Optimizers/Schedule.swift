import Glibc

/// How the learning rate changes in the course of a run.
package struct Schedule: Sendable, Equatable, Codable {
    package enum Shape: Sendable, Equatable, Codable {
        case constant
        /// Half a cosine from the base rate down to `floor` times it; Loshchilov and Hutter 2017.
        case cosine(floor: Float = 0)
        /// Times `factor` after every `epochs` epochs.
        case step(epochs: Int, factor: Float)
        /// Times `factor` after each `patience` epochs without a better validation figure.
        case plateau(patience: Int, factor: Float)
    }

    package let shape: Shape
    /// The share of all steps in which the rate rises linearly from nothing.
    package let warmUpShare: Float

    package init(_ shape: Shape, warmUpShare: Float = 0) {
        precondition(warmUpShare >= 0 && warmUpShare < 1, "a warm-up ends before the run does")
        self.shape = shape
        self.warmUpShare = warmUpShare
    }

    /// The factor on the base rate at `step` (from 0) of `steps`; `reductions` counts the plateaus met.
    package func factor(step: Int, steps: Int, epoch: Int, reductions: Int) -> Float {
        let warmUp = Int(Float(steps) * warmUpShare)
        if step < warmUp { return Float(step + 1) / Float(warmUp) }
        switch shape {
        case .constant: return 1
        case .cosine(let floor):
            let progress = Float(step - warmUp) / Float(max(1, steps - warmUp))
            return floor + (1 - floor) * (1 + cosf(.pi * min(1, progress))) / 2
        case .step(let epochs, let factor): return powf(factor, Float(epoch / max(1, epochs)))
        case .plateau(_, let factor): return powf(factor, Float(reductions))
        }
    }
}
