import CatalogCore
import Glibc

/// Signals that tests write to files, the same on every machine.
package enum TestSignal {
    /// A sine in every channel.
    package static func sine(
        hz: Double, amplitude: Float = 0.5, seconds: Double, sampleRateHz: Int, channelCount: Int = 1
    ) -> [Float] {
        let frames = Int(seconds * Double(sampleRateHz))
        var samples: [Float] = []
        samples.reserveCapacity(frames * channelCount)
        for frame in 0..<frames {
            let value = amplitude * Float(sin(2 * Double.pi * hz * Double(frame) / Double(sampleRateHz)))
            for _ in 0..<channelCount { samples.append(value) }
        }
        return samples
    }

    package static func noise(
        seed: UInt64, amplitude: Float = 0.3, seconds: Double, sampleRateHz: Int, channelCount: Int = 1
    ) -> [Float] {
        var generator = SplitMix64(seed: seed)
        return (0..<Int(seconds * Double(sampleRateHz)) * channelCount).map { _ in
            amplitude * (2 * generator.uniformFloat() - 1)
        }
    }

    /// Notes of a random melody over a bass with decaying partials: a stand-in for music, different for each seed.
    package static func melody(seed: UInt64, seconds: Double, sampleRateHz: Int, channelCount: Int = 2)
        -> [Float]
    {
        var generator = SplitMix64(seed: seed)
        let frames = Int(seconds * Double(sampleRateHz))
        var mono = [Double](repeating: 0, count: frames)
        let noteSeconds = 0.2 + 0.15 * generator.uniform()
        let noteFrames = Int(noteSeconds * Double(sampleRateHz))
        var start = 0
        while start < frames {
            for (low, range) in [(110.0, 12), (330.0, 24)] {
                let hz = low * pow(2, Double(generator.index(below: range)) / 12)
                for partial in 1...4 {
                    let step = 2 * Double.pi * hz * Double(partial) / Double(sampleRateHz)
                    for frame in start..<min(frames, start + noteFrames) {
                        let age = Double(frame - start) / Double(sampleRateHz)
                        mono[frame] +=
                            0.12 / Double(partial) * exp(-4 * age) * sin(step * Double(frame - start))
                    }
                }
            }
            start += noteFrames
        }
        return mono.flatMap { value in
            (0..<channelCount).map { Float(value) * ($0 % 2 == 0 ? 1 : 0.8) }
        }
    }
}
