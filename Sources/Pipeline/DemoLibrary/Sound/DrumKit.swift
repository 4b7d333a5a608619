import CatalogCore
import Glibc

/// Drums made of falling sines and filtered noise, each sound rendered once for a track.
struct DrumKit {
    private var sounds: [[Float]]

    subscript(sound: DrumSound) -> [Float] { sounds[sound.rawValue] }

    init(instrument: Instrument, sampleRateHz: Float, seed: UInt64) {
        let smith = DrumSmith(instrument: instrument, rate: sampleRateHz)
        sounds = DrumSound.allCases.map { sound in
            var random = SplitMix64(seed: seed ^ UInt64(sound.rawValue + 1))
            return smith.make(sound, random: &random)
        }
    }
}
