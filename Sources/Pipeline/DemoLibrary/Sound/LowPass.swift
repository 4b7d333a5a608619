import Glibc

/// A two-pole low-pass that may move and ring: the state-variable filter by trapezoidal integration (Simper 2013).
struct LowPass {
    private let damping: Float
    private var g: Float = 0.1
    private var scale: Float = 1
    private var first: Float = 0
    private var second: Float = 0

    /// 0 is flat, towards 1 it rings.
    init(resonance: Float) { damping = 2 - 1.9 * min(1, max(0, resonance)) }

    mutating func tune(cutoffHz: Float, rate: Float) {
        g = tanf(.pi * min(cutoffHz, 0.42 * rate) / rate)
        scale = 1 / (1 + g * (g + damping))
    }

    mutating func process(_ input: Float) -> Float {
        let high = input - second
        let band = scale * (g * high + first)
        let low = second + g * band
        first = 2 * band - first
        second = 2 * low - second
        return low
    }
}
