import CatalogCore
import Glibc

/// Eight decaying partials: struck strings and bars, bells, organs, flutes.
///
/// Each partial is a phasor that turns by its frequency and shrinks by its decay, all eight in one vector.
struct PartialVoice {
    /// Frequencies as multiples of the note's, loudnesses, and seconds to fall by 60 dB.
    var ratios: SIMD8<Float>
    var amplitudes: SIMD8<Float>
    var decaySeconds: SIMD8<Float>
    var attackSeconds: Float
    var releaseSeconds: Float
    var vibratoDepth: Float = 0
    var breath: Float = 0

    func render(_ voice: Voice, into output: UnsafeMutableBufferPointer<Float>) {
        var voice = voice
        var cosines = SIMD8<Float>(repeating: 0)
        var sines = SIMD8<Float>(repeating: 0)
        var real = SIMD8<Float>(repeating: 0)
        var imaginary = SIMD8<Float>(repeating: 0)
        for index in 0..<8 {
            let frequency = voice.frequencyHz * ratios[index]
            // What lies above 0.45 of the rate would fold back.
            let isHeard = frequency < 0.45 * voice.sampleRateHz
            let radius = voice.decay(seconds: decaySeconds[index])
            let angle = 2 * Float.pi * frequency / voice.sampleRateHz
            cosines[index] = radius * cosf(angle)
            sines[index] = radius * sinf(angle)
            imaginary[index] = 0
            real[index] = isHeard ? amplitudes[index] * voice.velocity : 0
        }
        var envelope = Voice.Envelope(
            voice: voice, attackSeconds: attackSeconds, releaseSeconds: releaseSeconds)
        let count = voice.length(releaseSeconds: releaseSeconds, room: output.count)
        var tremolo: Float = 0
        let tremoloStep = 5.2 / voice.sampleRateHz
        for sample in 0..<count {
            let turned = real * cosines - imaginary * sines
            imaginary = real * sines + imaginary * cosines
            real = turned
            var value = imaginary.sum()
            if breath > 0 { value += breath * voice.velocity * (voice.random.uniformFloat() - 0.5) }
            if vibratoDepth > 0 {
                tremolo += tremoloStep
                if tremolo >= 1 { tremolo -= 1 }
                let triangle = abs(2 * tremolo - 1)
                value *= 1 - vibratoDepth * triangle
            }
            output[sample] += value * envelope.next()
        }
    }

    static let harmonics = SIMD8<Float>(1, 2, 3, 4, 5, 6, 7, 8)

    /// A struck string: stiff, so that partials are sharp (Fletcher 1964), the high ones dying first.
    static func piano(frequencyHz: Float, velocity: Float) -> PartialVoice {
        let stiffness: Float = 0.00035
        var ratios = harmonics
        var amplitudes = harmonics
        var decays = harmonics
        let brightness = 0.45 + 0.35 * velocity
        let sustain = min(9, 900 / frequencyHz + 1.2)
        for index in 0..<8 {
            let number = Float(index + 1)
            ratios[index] = number * sqrtf(1 + stiffness * number * number)
            amplitudes[index] = 0.34 * powf(brightness, number - 1)
            decays[index] = sustain / (1 + 0.45 * (number - 1))
        }
        return PartialVoice(
            ratios: ratios, amplitudes: amplitudes, decaySeconds: decays, attackSeconds: 0.002,
            releaseSeconds: 0.25)
    }

    static let vibraphone = PartialVoice(
        ratios: [1, 4, 9.9, 2, 3, 5, 6, 7], amplitudes: [0.5, 0.12, 0.04, 0, 0, 0, 0, 0],
        decaySeconds: [4, 1.2, 0.4, 1, 1, 1, 1, 1], attackSeconds: 0.002, releaseSeconds: 0.6,
        vibratoDepth: 0.3)

    static let bell = PartialVoice(
        ratios: [1, 2, 3, 4.2, 5.4, 6.8, 0.5, 8], amplitudes: [0.4, 0.22, 0.1, 0.08, 0.05, 0.03, 0.06, 0],
        decaySeconds: [3.5, 2.4, 1.4, 1, 0.7, 0.5, 3, 1], attackSeconds: 0.003, releaseSeconds: 1.2)

    static let kalimba = PartialVoice(
        ratios: [1, 2, 5.4, 3, 4, 5, 6, 7], amplitudes: [0.55, 0.1, 0.06, 0.03, 0, 0, 0, 0],
        decaySeconds: [1.4, 0.7, 0.12, 0.4, 1, 1, 1, 1], attackSeconds: 0.001, releaseSeconds: 0.5)

    static let electricPiano = PartialVoice(
        ratios: [1, 2, 3, 4, 7, 14, 5, 6], amplitudes: [0.46, 0.16, 0.05, 0.04, 0.03, 0.05, 0.02, 0.01],
        decaySeconds: [3.2, 2, 1.4, 1, 0.4, 0.09, 0.8, 0.6], attackSeconds: 0.003, releaseSeconds: 0.3,
        vibratoDepth: 0.15)

    static let organ = PartialVoice(
        ratios: [0.5, 1, 1.5, 2, 3, 4, 6, 8], amplitudes: [0.1, 0.3, 0.06, 0.18, 0.1, 0.06, 0.04, 0.03],
        decaySeconds: SIMD8(repeating: 1000), attackSeconds: 0.006, releaseSeconds: 0.05, vibratoDepth: 0.12)

    static let flute = PartialVoice(
        ratios: harmonics, amplitudes: [0.5, 0.16, 0.08, 0.03, 0.015, 0, 0, 0],
        decaySeconds: SIMD8(repeating: 1000),
        attackSeconds: 0.05, releaseSeconds: 0.12, vibratoDepth: 0.25, breath: 0.035)
}
