import Glibc

/// A room: eight delay lines that feed each other through a Householder matrix, damped (Jot and Chaigne 1991).
struct Reverb {
    private var lines: [[Float]]
    private var positions = [Int](repeating: 0, count: 8)
    private var damped = SIMD8<Float>(repeating: 0)
    private let gains: SIMD8<Float>
    private let damping: Float

    init(sampleRateHz: Float, decaySeconds: Float, damping: Float) {
        let base: [Float] = [1031, 1327, 1523, 1801, 2039, 2311, 2593, 2887]
        let lengths = base.map { max(8, Int($0 * sampleRateHz / 44_100)) }
        lines = lengths.map { [Float](repeating: 0, count: $0) }
        var gains = SIMD8<Float>(repeating: 0)
        // Each turn costs so much that the whole falls by 60 dB in the room's time.
        for index in 0..<8 {
            gains[index] = expf(-6.9078 * Float(lengths[index]) / (decaySeconds * sampleRateHz))
        }
        self.gains = gains
        self.damping = damping
    }

    /// Adds the room's answer to `input` to the two channels.
    mutating func process(_ input: [Float], left: inout [Float], right: inout [Float]) {
        var taps = SIMD8<Float>(repeating: 0)
        for sample in input.indices {
            for line in 0..<8 { taps[line] = lines[line][positions[line]] }
            damped = taps * (1 - damping) + damped * damping
            let turned = (damped - SIMD8(repeating: damped.sum() * 0.25)) * gains
            let fed = turned + SIMD8(repeating: input[sample] * 0.35)
            for line in 0..<8 {
                lines[line][positions[line]] = fed[line]
                positions[line] = positions[line] + 1 == lines[line].count ? 0 : positions[line] + 1
            }
            left[sample] += taps[0] - taps[2] + taps[4] - taps[6]
            right[sample] += taps[1] - taps[3] + taps[5] - taps[7]
        }
    }
}
