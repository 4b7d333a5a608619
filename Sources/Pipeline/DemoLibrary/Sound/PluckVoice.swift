import CatalogCore
import Glibc

/// A plucked string: noise that runs round a delay line and is smoothed at every turn (Karplus and Strong 1983),
/// with a pick position and a fractional delay (Jaffe and Smith 1983).
struct PluckVoice {
    /// 0 is dark, 1 is bright.
    var brightness: Float
    /// Seconds in which the string falls by 60 dB at 220 Hz.
    var sustainSeconds: Float
    var pickPosition: Float = 0.18
    var releaseSeconds: Float = 0.12
    /// Re-plucked so many times a second: the tremolo of surf guitars; 0 is never.
    var tremoloHz: Float = 0

    func render(_ voice: Voice, into output: UnsafeMutableBufferPointer<Float>) {
        var random = voice.random
        let period = voice.sampleRateHz / voice.frequencyHz
        // The loop's smoothing is half a sample late.
        let whole = max(2, Int(period - 0.5))
        let fraction = period - 0.5 - Float(whole)
        let tuning = (1 - fraction) / (1 + fraction)
        var line = [Float](repeating: 0, count: whole)
        excite(&line, velocity: voice.velocity, random: &random)
        let loops = max(1, sustainSeconds * 220 / powf(voice.frequencyHz / 220, 0.4))
        let loss = expf(-6.9078 / loops)
        let smoothing = 0.5 + 0.5 * brightness * 0.92
        var envelope = Voice.Envelope(voice: voice, attackSeconds: 0.001, releaseSeconds: releaseSeconds)
        let count = voice.length(releaseSeconds: releaseSeconds, room: output.count)
        let repluck = tremoloHz > 0 ? Int(voice.sampleRateHz / tremoloHz) : Int.max
        var position = 0
        var previous: Float = 0
        var tuned: Float = 0
        var lastInput: Float = 0
        for sample in 0..<count {
            if sample > 0 && repluck != .max && sample % repluck == 0 && sample < voice.heldSamples {
                excite(&line, velocity: voice.velocity * 0.5, random: &random)
            }
            let value = line[position]
            let smoothed = loss * (smoothing * value + (1 - smoothing) * previous)
            previous = value
            tuned = tuning * (smoothed - tuned) + lastInput
            lastInput = smoothed
            line[position] = tuned
            position = position + 1 == whole ? 0 : position + 1
            output[sample] += value * envelope.next()
        }
    }

    private func excite(_ line: inout [Float], velocity: Float, random: inout SplitMix64) {
        var noise = line.map { _ in 2 * random.uniformFloat() - 1 }
        // A soft finger is a low-pass on the noise.
        let softness = 0.75 - 0.6 * brightness * (0.5 + 0.5 * velocity)
        var state: Float = 0
        for index in noise.indices {
            state += (1 - softness) * (noise[index] - state)
            noise[index] = state
        }
        let offset = max(1, Int(pickPosition * Float(line.count)))
        let mean = noise.reduce(0, +) / Float(noise.count)
        for index in line.indices {
            let comb = noise[index] - 0.6 * noise[(index + line.count - offset) % line.count]
            line[index] += (comb - 0.4 * mean) * velocity * 0.75
        }
    }

    static let nylon = PluckVoice(brightness: 0.45, sustainSeconds: 2.2)
    static let steel = PluckVoice(brightness: 0.8, sustainSeconds: 3)
    static let surf = PluckVoice(brightness: 0.9, sustainSeconds: 2, pickPosition: 0.1, tremoloHz: 0)
    static let muted = PluckVoice(brightness: 0.5, sustainSeconds: 0.35)
    static let uprightBass = PluckVoice(brightness: 0.25, sustainSeconds: 1.6, pickPosition: 0.3)
    static let bassGuitar = PluckVoice(brightness: 0.4, sustainSeconds: 2.2, pickPosition: 0.25)
    static let pizzicato = PluckVoice(brightness: 0.35, sustainSeconds: 0.7, pickPosition: 0.3)
}
