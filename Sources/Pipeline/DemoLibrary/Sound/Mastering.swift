import Glibc

/// Brings a mix to its style's loudness without going over.
struct Mastering {
    /// The mean level of the louder half of the track, dB below full scale.
    let levelDb: Float
    /// What no sample exceeds.
    private let ceiling: Float = 0.84
    private let blockSamples = 64
    /// Blocks that a gain reaches ahead and behind.
    private let reachBlocks = 6

    func process(left: inout [Float], right: inout [Float], sampleRateHz: Float) {
        removeRumble(&left, sampleRateHz)
        removeRumble(&right, sampleRateHz)
        // The limiter takes away a little of what the gain gave: a second pass makes up for it.
        for _ in 0..<2 {
            let level = meanLevel(left, right, sampleRateHz)
            guard level > 0 else { return }
            let gain = powf(10, levelDb / 20) / level
            for sample in left.indices {
                left[sample] = soften(left[sample] * gain)
                right[sample] = soften(right[sample] * gain)
            }
            limit(&left, &right)
        }
    }

    /// A first-order high-pass at 22 Hz.
    private func removeRumble(_ samples: inout [Float], _ rate: Float) {
        let keep = expf(-2 * .pi * 22 / rate)
        var low: Float = 0
        for index in samples.indices {
            low = samples[index] + keep * (low - samples[index])
            samples[index] -= low
        }
    }

    private func meanLevel(_ left: [Float], _ right: [Float], _ rate: Float) -> Float {
        let block = max(1, Int(0.4 * rate))
        var powers: [Float] = []
        var start = 0
        while start + block <= left.count {
            var sum: Float = 0
            for sample in start..<start + block {
                sum += left[sample] * left[sample] + right[sample] * right[sample]
            }
            powers.append(sum / Float(2 * block))
            start += block
        }
        let louder = powers.sorted(by: >).prefix(max(1, powers.count / 2))
        return louder.isEmpty ? 0 : sqrtf(louder.reduce(0, +) / Float(louder.count))
    }

    /// Straight to 0.7, then a knee that never passes 1.4: the limiter has less to do.
    private func soften(_ sample: Float) -> Float {
        let size = abs(sample)
        guard size > 0.7 else { return sample }
        let over = (size - 0.7) / 0.7
        return (sample < 0 ? -1 : 1) * (0.7 + 0.7 * over / (1 + over))
    }

    private func limit(_ left: inout [Float], _ right: inout [Float]) {
        let blocks = (left.count + blockSamples - 1) / blockSamples
        var gains = [Float](repeating: 1, count: blocks + 1)
        for block in 0..<blocks {
            var peak: Float = 0
            for sample in block * blockSamples..<min(left.count, (block + 1) * blockSamples) {
                peak = max(peak, max(abs(left[sample]), abs(right[sample])))
            }
            gains[block] = peak > ceiling ? ceiling / peak : 1
        }
        var held = gains
        for block in gains.indices {
            for near in max(0, block - reachBlocks)...min(blocks, block + reachBlocks) {
                held[block] = min(held[block], gains[near])
            }
        }
        var smooth = held
        for block in held.indices {
            let range = max(0, block - reachBlocks / 2)...min(blocks, block + reachBlocks / 2)
            smooth[block] = held[range].reduce(0, +) / Float(range.count)
        }
        for sample in left.indices {
            let block = sample / blockSamples
            let share = Float(sample % blockSamples) / Float(blockSamples)
            let gain = smooth[block] + share * (smooth[block + 1] - smooth[block])
            left[sample] = min(ceiling, max(-ceiling, left[sample] * gain))
            right[sample] = min(ceiling, max(-ceiling, right[sample] * gain))
        }
    }
}
