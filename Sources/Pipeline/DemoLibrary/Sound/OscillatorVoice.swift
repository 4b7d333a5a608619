import CatalogCore
import Glibc

/// Bright waves through a moving low-pass: strings, pads, leads, basses, and chips (without the filter).
struct OscillatorVoice {
    enum Wave: Sendable { case saw, pulse, triangle, sine }

    var wave: Wave = .saw
    /// Cents away from the note, one oscillator each.
    var detuneCents: [Float] = [0]
    var pulseWidth: Float = 0.5
    /// The filter's resting place as a multiple of the note, how far its envelope opens it, and how fast it falls.
    var cutoffRatio: Float = 8
    var cutoffSweep: Float = 0
    var cutoffFallSeconds: Float = 0.3
    var resonance: Float = 0.2
    var isFiltered = true
    var attackSeconds: Float = 0.005
    /// Seconds to fall by 60 dB while held; infinite for what sustains.
    var decaySeconds: Float = .infinity
    var releaseSeconds: Float = 0.1
    var vibratoCents: Float = 0
    var level: Float = 0.3

    func render(_ voice: Voice, into output: UnsafeMutableBufferPointer<Float>) {
        var random = voice.random
        let steps = detuneCents.map { voice.frequencyHz * exp2f($0 / 1200) / voice.sampleRateHz }
        var phases = steps.map { _ in random.uniformFloat() }
        if wave == .triangle || wave == .sine || steps.count == 1 { phases = phases.map { _ in 0 } }
        let gain = level * voice.velocity / sqrtf(Float(steps.count))
        var envelope = Voice.Envelope(
            voice: voice, attackSeconds: attackSeconds, releaseSeconds: releaseSeconds)
        let fading = decaySeconds.isFinite ? voice.decay(seconds: decaySeconds) : 1
        let sweepFall = voice.decay(seconds: cutoffFallSeconds)
        let count = voice.length(releaseSeconds: releaseSeconds, room: output.count)
        var filter = LowPass(resonance: resonance)
        var sweep = cutoffSweep
        var fade: Float = 1
        var vibratoPhase: Float = 0
        var bend: Float = 1
        for sample in 0..<count {
            if sample & 15 == 0 {
                if isFiltered {
                    filter.tune(cutoffHz: voice.frequencyHz * (cutoffRatio + sweep), rate: voice.sampleRateHz)
                }
                if vibratoCents > 0 && Float(sample) > 0.15 * voice.sampleRateHz {
                    vibratoPhase += 16 * 5.6 / voice.sampleRateHz
                    bend = 1 + vibratoCents * 0.000578 * sinf(2 * .pi * vibratoPhase)
                }
            }
            var value: Float = 0
            for index in phases.indices {
                let step = steps[index] * bend
                value += shape(phases[index], step: step)
                phases[index] += step
                if phases[index] >= 1 { phases[index] -= 1 }
            }
            if isFiltered { value = filter.process(value) }
            sweep *= sweepFall
            fade *= fading
            output[sample] += value * gain * envelope.next() * fade
        }
    }

    @inline(__always)
    private func shape(_ phase: Float, step: Float) -> Float {
        switch wave {
        case .saw: return 2 * phase - 1 - Self.edge(phase, step)
        case .pulse:
            let falling = phase + 1 - pulseWidth
            let wrapped = falling >= 1 ? falling - 1 : falling
            return (phase < pulseWidth ? 1 : -1) + Self.edge(phase, step) - Self.edge(wrapped, step)
        case .triangle: return 4 * abs(phase - 0.5) - 1
        case .sine: return sinf(2 * .pi * phase)
        }
    }

    /// What rounds a jump so that it does not alias (polynomial band-limited step, Välimäki and Huovilainen 2007).
    @inline(__always)
    private static func edge(_ phase: Float, _ step: Float) -> Float {
        if phase < step {
            let near = phase / step
            return near + near - near * near - 1
        }
        if phase > 1 - step {
            let near = (phase - 1) / step
            return near * near + near + near + 1
        }
        return 0
    }
}
