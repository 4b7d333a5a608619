import CatalogCore
import Glibc

/// Makes the sounds of one kit.
struct DrumSmith {
    let instrument: Instrument
    let rate: Float

    func make(_ sound: DrumSound, random: inout SplitMix64) -> [Float] {
        if instrument == .chipDrums { return chip(sound, random: &random) }
        let isElectronic = instrument == .electronicDrums
        switch sound {
        case .kick:
            return isElectronic
                ? membrane(from: 190, to: 47, fall: 0.035, ring: 0.42, click: 0.5, random: &random)
                : membrane(from: 130, to: 56, fall: 0.03, ring: 0.28, click: 0.35, random: &random)
        case .snare:
            let ring: Float = instrument == .breakDrums ? 0.16 : 0.22
            return sum(
                membrane(from: 240, to: 185, fall: 0.02, ring: 0.12, click: 0.2, random: &random), 0.5,
                noise(ring: ring, highPass: 1400, random: &random), 0.75)
        case .rim:
            return sum(tone(1700, ring: 0.03), 0.5, noise(ring: 0.015, highPass: 2500, random: &random), 0.4)
        case .clap: return clap(random: &random)
        case .closedHat: return noise(ring: 0.05, highPass: 7000, random: &random).map { $0 * 0.5 }
        case .openHat: return noise(ring: 0.32, highPass: 6500, random: &random).map { $0 * 0.45 }
        case .ride: return sum(metal(ring: 0.7), 0.25, noise(ring: 0.3, highPass: 8000, random: &random), 0.2)
        case .crash:
            return sum(metal(ring: 1.2), 0.2, noise(ring: 1.6, highPass: 4000, random: &random), 0.45)
        case .shaker: return swelling(noise(ring: 0.09, highPass: 5500, random: &random)).map { $0 * 0.5 }
        case .tambourine:
            return sum(metal(ring: 0.16), 0.3, noise(ring: 0.12, highPass: 7500, random: &random), 0.3)
        case .lowTom: return membrane(from: 130, to: 85, fall: 0.08, ring: 0.4, click: 0.15, random: &random)
        case .highTom:
            return membrane(from: 220, to: 150, fall: 0.06, ring: 0.3, click: 0.15, random: &random)
        case .conga: return membrane(from: 260, to: 210, fall: 0.02, ring: 0.2, click: 0.25, random: &random)
        }
    }

    private func samples(_ seconds: Float) -> Int { Int(seconds * rate) }

    private func fall(_ sample: Int, _ ring: Float) -> Float { expf(-6.9 * Float(sample) / (ring * rate)) }

    private func membrane(
        from start: Float, to end: Float, fall time: Float, ring: Float, click: Float,
        random: inout SplitMix64
    ) -> [Float] {
        var phase: Float = 0
        return (0..<samples(ring)).map { sample in
            let frequency = end + (start - end) * expf(-Float(sample) / (time * rate))
            phase += frequency / rate
            let snap = click * fall(sample, 0.006) * (2 * random.uniformFloat() - 1)
            return sinf(2 * .pi * phase) * fall(sample, ring) + snap
        }
    }

    private func noise(ring: Float, highPass: Float, random: inout SplitMix64) -> [Float] {
        let keep = expf(-2 * .pi * highPass / rate)
        var low: Float = 0
        var lower: Float = 0
        return (0..<samples(ring)).map { sample in
            let white = 2 * random.uniformFloat() - 1
            low = white + keep * (low - white)
            let once = white - low
            lower = once + keep * (lower - once)
            return (once - lower) * fall(sample, ring)
        }
    }

    private func tone(_ frequency: Float, ring: Float) -> [Float] {
        (0..<samples(ring)).map { sinf(2 * .pi * frequency * Float($0) / rate) * fall($0, ring) }
    }

    /// Six square waves that no scale holds.
    private func metal(ring: Float) -> [Float] {
        let frequencies: [Float] = [4410, 5360, 6280, 7130, 8210, 9370]
        return (0..<samples(ring)).map { sample in
            let sum = frequencies.reduce(Float(0)) { $0 + sinf(2 * .pi * $1 * Float(sample) / rate) }
            return sum / 6 * fall(sample, ring)
        }
    }

    private func clap(random: inout SplitMix64) -> [Float] {
        let burst = noise(ring: 0.2, highPass: 1100, random: &random)
        var clap = burst.map { $0 * 0.5 }
        for delay in [0.0, 0.011, 0.022] as [Float] {
            let start = samples(delay)
            for sample in 0..<min(samples(0.012), clap.count - start) {
                clap[start + sample] += burst[sample] * 0.5
            }
        }
        return clap
    }

    private func swelling(_ sound: [Float]) -> [Float] {
        let rise = samples(0.02)
        return sound.indices.map { sound[$0] * min(1, Float($0) / Float(rise)) }
    }

    private func sum(_ left: [Float], _ leftGain: Float, _ right: [Float], _ rightGain: Float) -> [Float] {
        (0..<max(left.count, right.count)).map { index in
            (index < left.count ? left[index] * leftGain : 0)
                + (index < right.count ? right[index] * rightGain : 0)
        }
    }

    /// Noise held for several samples: what old game machines had for drums.
    private func chip(_ sound: DrumSound, random: inout SplitMix64) -> [Float] {
        if sound == .kick {
            var phase: Float = 0
            return (0..<samples(0.12)).map { sample in
                phase += (45 + 240 * expf(-Float(sample) / (0.02 * rate))) / rate
                return (abs(4 * (phase - floorf(phase)) - 2) - 1) * fall(sample, 0.16)
            }
        }
        let (hold, ring): (Float, Float) =
            switch sound {
            case .snare, .clap: (6, 0.14)
            case .closedHat, .shaker, .rim: (1.5, 0.035)
            default: (2, 0.2)
            }
        let held = max(1, Int(hold * rate / 44_100))
        var value: Float = 0
        return (0..<samples(ring)).map { sample in
            if sample % held == 0 { value = random.uniformFloat() < 0.5 ? -1 : 1 }
            return 0.55 * value * fall(sample, ring)
        }
    }
}
