import Audio
import CatalogCore
import Testing

@Suite struct KeyEstimatorTests {
    /// I-IV-V-I of a key with its bass, major or minor with a major dominant.
    static func cadence(tonic: Int, isMinor: Bool, cents: Double = 0) -> [Float] {
        let third = isMinor ? 3 : 4
        let chords = [(0, third), (5, third), (7, 4), (0, third)].map { degree, third in
            let root = 48 + (tonic + degree) % 12
            return [root - 12, root, root + third, root + 7]
        }
        return HarmonySignals.notes(chords, seconds: 0.7, cents: cents)
    }

    static func estimate(_ samples: [Float]) throws -> KeyEstimate {
        let profile = try HarmonySignals.profile(samples)
        return KeyEstimator().estimate(profile, chords: ChordRecognizer.recognize(profile))
    }

    @Test(arguments: 0..<24)
    func aCadenceIsInItsKey(_ key: Int) throws {
        let estimate = try Self.estimate(Self.cadence(tonic: key % 12, isMinor: key >= 12))
        #expect(estimate.tonic == key % 12)
        #expect(estimate.isMinor == (key >= 12))
        #expect(estimate.confidence > 0.5)
    }

    /// 17 and 49 cents are where the tuning of the bins and that of the semitones turn over.
    @Test(arguments: [-48.0, -40, -25, -17, -16, 16, 17, 25, 40, 48])
    func aCadenceOutOfTuneIsInItsKey(_ cents: Double) throws {
        let estimate = try Self.estimate(Self.cadence(tonic: 9, isMinor: true, cents: cents))
        #expect(estimate.name == "A minor")
    }

    @Test(arguments: KeyProfile.all.map(\.name))
    func everyProfileHearsAMajorScale(_ name: String) throws {
        let profile = try #require(KeyProfile.all.first { $0.name == name })
        var scale = ChromaSequence()
        scale.append([1.5, 0, 1, 0, 1, 1, 0, 1.2, 0, 1, 0, 1])
        let key = KeyEstimator(profiles: [profile]).estimate(scale, chords: ChordProgression(indices: []))
        #expect(key.name == "C major")
        #expect(key.runnerUpTonic != key.tonic || key.runnerUpIsMinor != key.isMinor)
    }

    @Test func nothingHasNoKey() throws {
        let silent = try Self.estimate([Float](repeating: 0, count: 30_000))
        let single = try Self.estimate([0.5])
        #expect(silent.confidence == 0)
        #expect(single.confidence.isFinite)
        #expect(
            KeyEstimator().estimate(ChromaSequence(), chords: ChordProgression(indices: [])).confidence == 0)
    }

    @Test func noiseIsLessSureThanMusic() throws {
        let noise = try Self.estimate(HarmonySignals.noise(seconds: 4, seed: 9))
        let music = try Self.estimate(Self.cadence(tonic: 2, isMinor: false))
        #expect(noise.confidence < music.confidence)
    }
}
