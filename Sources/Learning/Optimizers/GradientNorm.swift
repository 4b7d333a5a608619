/// The Euclidean length of all gradients together, and a limit to it; Pascanu et al. 2013.
package enum GradientNorm {
    /// Scales the gradients down to `limit` where they are longer; answers the length before.
    @discardableResult
    package static func clip(_ parameters: [Parameter], to limit: Float) -> Float {
        var sum = 0.0
        for parameter in parameters {
            for value in parameter.gradient { sum += Double(value) * Double(value) }
        }
        let length = Float(sum.squareRoot())
        guard length > limit, length.isFinite else { return length }
        let scale = limit / length
        for parameter in parameters {
            for index in parameter.gradient.indices { parameter.gradient[index] *= scale }
        }
        return length
    }
}
