import Audio
import CatalogCore
import Glibc
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
        KeyEstimator().estimate(try HarmonySignals.profile(samples))
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
        let key = KeyEstimator(profiles: [profile]).estimate(scale)
        #expect(key.name == "C major")
        #expect(key.runnerUpTonic != key.tonic || key.runnerUpIsMinor != key.isMinor)
    }

    @Test func nothingHasNoKey() throws {
        let silent = try Self.estimate([Float](repeating: 0, count: 30_000))
        let single = try Self.estimate([0.5])
        #expect(silent.confidence == 0)
        #expect(single.confidence.isFinite)
        #expect(KeyEstimator().estimate(ChromaSequence()).confidence == 0)
    }

    @Test func noiseIsLessSureThanMusic() throws {
        let noise = try Self.estimate(HarmonySignals.noise(seconds: 4, seed: 9))
        let music = try Self.estimate(Self.cadence(tonic: 2, isMinor: false))
        #expect(noise.confidence < music.confidence)
    }

    /// Music may be played 15 cents too low or too high.
    @Test(arguments: [-0.45, -0.3, -0.15, 0.15, 0.3, 0.45])
    func theTuningOfTheMusicHardlyMoves(_ flat: Double) throws {
        let samples = Self.cadence(tonic: 4, isMinor: true)
        let one = KeyEstimator().scores(try HarmonySignals.profile(samples))
        let other = KeyEstimator().scores(try HarmonySignals.profile(samples, flat: flat))
        let moves = zip(one, other).map { abs($0 - $1) }
        #expect((moves.max() ?? 1) < 0.05, "moves by \(moves)")
    }

    /// C, E, G and A are C major or A minor; the least that tips the scale does not move the key's score by more.
    @Test func aNearTieOfTriadsStaysOne() {
        let scores = [Float(0.995), 1.005].map { share in
            var chroma = ChromaSequence()
            for _ in 0..<200 { chroma.append([1, 0, 0, 0, 1, 0, 0, share, 0, 1, 0, 0]) }
            return KeyEstimator().scores(chroma)
        }
        let moves = zip(scores[0], scores[1]).map { abs($0 - $1) }
        #expect((moves.max() ?? 1) < 0.05, "moves by \(moves)")
    }

    /// E♭1, and nothing above it: what hums below C2 is no note of the music.
    @Test func aHumBelowTheNotesHardlyMovesTheKey() throws {
        let samples = Self.cadence(tonic: 4, isMinor: true)
        let humming = samples.enumerated().map { $1 + 0.1 * sinf(2 * .pi * 38.9 * Float($0) / 22_050) }
        let scores = try [samples, humming].map { KeyEstimator().scores(try HarmonySignals.profile($0)) }
        let moves = zip(scores[0], scores[1]).map { abs($0 - $1) }
        #expect((moves.max() ?? 1) < 0.06, "moves by \(moves)")
    }

    @Test func whatNearlyIsSilenceHardlyCounts() {
        let row: [Float] = [1.5, 0, 1, 0, 1, 1, 0, 1.2, 0, 1, 0, 1]
        var music = ChromaSequence()
        for _ in 0..<100 { music.append(row) }
        var padded = music
        for _ in 0..<100 { padded.append([0, 0.02, 0, 0, 0, 0, 0.02, 0, 0, 0, 0.02, 0]) }
        let moves = zip(KeyEstimator().scores(music), KeyEstimator().scores(padded)).map { abs($0 - $1) }
        #expect((moves.max() ?? 1) < 0.06, "moves by \(moves)")
    }
}
