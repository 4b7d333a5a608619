import Audio
import CatalogCore
import Glibc

/// Signals that the golden script makes by the same arithmetic.
enum HarmonySignals {
    static let rate = 22_050.0

    /// Groups of MIDI notes, one after the other; each note has harmonics 1/k and a decay of half a second.
    static func notes(_ groups: [[Int]], seconds: Double, cents: Double = 0, harmonics: Int = 6) -> [Float] {
        let samples = Int(seconds * rate)
        return groups.flatMap { group in
            var sound = [Double](repeating: 0, count: samples)
            for note in group {
                let hz = 440 * exp2((Double(note) - 69 + cents / 100) / 12)
                for harmonic in 1...harmonics where hz * Double(harmonic) < 10_000 {
                    for index in 0..<samples {
                        let time = Double(index) / rate
                        sound[index] += sin(2 * .pi * hz * Double(harmonic) * time) / Double(harmonic)
                    }
                }
            }
            return sound.indices.map { Float(sound[$0] * exp(-Double($0) / rate / 0.5) * 0.1) }
        }
    }

    static func noise(seconds: Double, seed: UInt64) -> [Float] {
        var random = SplitMix64(seed: seed)
        return (0..<Int(seconds * rate)).map { _ in random.uniformFloat() - 0.5 }
    }

    static func sweep(seconds: Double) -> [Float] {
        (0..<Int(seconds * rate)).map { index in
            let time = Double(index) / rate
            return Float(0.4 * sin(2 * .pi * 60 * seconds / log(100) * (pow(100, time / seconds) - 1)))
        }
    }

    static let golden: [String: [Float]] = [
        "cadence": notes(
            [[48, 60, 64, 67], [53, 60, 65, 69], [55, 59, 62, 67], [48, 60, 64, 67]], seconds: 0.8),
        "cadence 30 cents high": notes(
            [[50, 57, 62, 65], [55, 58, 62, 67], [57, 61, 64, 69]], seconds: 0.9, cents: 30),
        "scale": notes([[60], [62], [64], [65], [67], [69], [71], [72]], seconds: 0.4, cents: -20),
        "noise": noise(seconds: 1.5, seed: 7),
        "sweep": sweep(seconds: 3),
        "tone and noise": zip(notes([[45]], seconds: 2, harmonics: 10), noise(seconds: 2, seed: 11))
            .map { Float(Double($0) + 0.02 * Double($1)) },
        "short": notes([[69]], seconds: 0.03),
        "silence": [Float](repeating: 0, count: 22_050),
    ]

    /// Tunings in semitones (of powers) and in thirds of a semitone (of magnitudes).
    static func tunings(_ samples: [Float]) throws -> (semitones: Double, thirds: Double) {
        var semitones = TuningEstimator(binsPerOctave: 12)
        var thirds = TuningEstimator(binsPerOctave: 36)
        for row in try ShortTimeFourierTransform().powers(of: samples) {
            semitones.add(row)
            thirds.add(row.map { $0.squareRoot() })
        }
        return (semitones.estimate(), thirds.estimate())
    }

    /// Constant-Q magnitudes, frame after frame.
    static func constantQ(_ samples: [Float], tuning: Double) throws -> [Float] {
        var result: [Float] = []
        try ConstantQTransform.forEachBlock(of: samples, tunings: [tuning]) { frames, magnitudes in
            precondition(
                frames.lowerBound == result.count / ConstantQTransform.rowCount, "frames come in order")
            result += UnsafeBufferPointer(
                start: magnitudes, count: frames.count * ConstantQTransform.rowCount)
        }
        return result
    }

    /// What key and chords are heard from, of music that is played `flat` thirds of a semitone lower.
    static func profile(_ samples: [Float], flat: Double = 0) throws -> ChromaSequence {
        var profile = TonalProfile()
        try ConstantQTransform.forEachBlock(of: samples, tunings: [flat]) { frames, magnitudes in
            for frame in 0..<frames.count { profile.add(magnitudes + frame * ConstantQTransform.rowCount) }
        }
        profile.finish()
        return profile.chroma
    }
}
