import CatalogCore
import Glibc

/// Everything that a synthesis needs to know of one note.
struct Voice {
    let frequencyHz: Float
    /// How long the key is held, and how far the sound may ring after.
    let heldSamples: Int
    let velocity: Float
    let sampleRateHz: Float
    var random: SplitMix64

    /// Pitch 69 is A4, 440 Hz.
    static func frequencyHz(ofPitch pitch: Int) -> Float { 440 * exp2f(Float(pitch - 69) / 12) }

    /// The factor that takes an amplitude down by 60 dB in a time.
    func decay(seconds: Float) -> Float { expf(-6.9078 / max(1, seconds * sampleRateHz)) }

    /// A straight rise, a hold, and an exponential fall once the key is up.
    struct Envelope {
        let attackSamples: Float
        let heldSamples: Int
        let releaseDecay: Float
        private var level: Float = 0
        private var position = 0

        init(voice: Voice, attackSeconds: Float, releaseSeconds: Float) {
            attackSamples = max(1, attackSeconds * voice.sampleRateHz)
            heldSamples = voice.heldSamples
            releaseDecay = voice.decay(seconds: releaseSeconds)
        }

        mutating func next() -> Float {
            if position < heldSamples {
                level = min(1, level + 1 / attackSamples)
            } else {
                level *= releaseDecay
            }
            position += 1
            return level
        }
    }

    /// The samples to render: what is held and the release, inside what the buffer has left.
    func length(releaseSeconds: Float, room: Int) -> Int {
        min(room, heldSamples + Int(releaseSeconds * sampleRateHz))
    }
}
