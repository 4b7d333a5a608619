import Audio
import CatalogCore
import Glibc
import Testing

@Suite struct TempoFinderTests {
    /// Mel powers of a drum kit: a low drum on beats 1 and 3, a middle one on 2 and 4, a high one on every half beat.
    static func drums(beatsPerMinute: Double, seconds: Double = 30) -> OnsetBands {
        let frames = Int(seconds * OnsetBands.framesPerSecond)
        let beat = 60 * OnsetBands.framesPerSecond / beatsPerMinute
        var onsets = OnsetBands()
        for frame in 0..<frames {
            var mel = [Float](repeating: 0.001, count: OnsetBands.melCount)
            func sound(
                _ bands: Range<Int>, every beats: Double, from first: Double, power: Double, decay: Double
            ) {
                let since = Double(frame) - first * beat
                guard since > -1 else { return }
                let period = beats * beat
                let age = (since + 1).truncatingRemainder(dividingBy: period) - 1
                // A frame before its onset hears part of it: frames overlap.
                let level = age < 0 ? power * (1 + age) : power * exp(-age / decay)
                for band in bands { mel[band] += Float(level) }
            }
            sound(0..<16, every: 2, from: 0, power: 40, decay: 4)
            sound(20..<60, every: 2, from: 1, power: 10, decay: 3)
            sound(90..<128, every: 0.5, from: 0, power: 1, decay: 1)
            onsets.add(melPower: mel)
        }
        return onsets
    }

    @Test(arguments: [85.0, 100, 112, 120, 128])
    func theTempoOfDrumsIsFound(_ tempo: Double) throws {
        let found = try #require(TempoFinder.estimate(Self.drums(beatsPerMinute: tempo)))
        #expect(abs(found.beatsPerMinute / tempo - 1) < 0.01)
        #expect(found.confidence > found.runnerUpConfidence)
        #expect(abs(found.runnerUpBeatsPerMinute / found.beatsPerMinute - 1) > 0.04)
    }

    @Test(arguments: [63.0, 74, 90, 110, 140, 155, 172])
    func anyTempoIsFoundUpToAnOctave(_ tempo: Double) throws {
        let found = try #require(TempoFinder.estimate(Self.drums(beatsPerMinute: tempo)))
        let isRelated = [0.5, 1, 2].contains { abs(found.beatsPerMinute / tempo / $0 - 1) < 0.01 }
        #expect(isRelated, "\(tempo) is heard as \(found.beatsPerMinute)")
    }

    @Test func probabilitiesAreProbabilities() throws {
        let found = try #require(TempoFinder.estimate(Self.drums(beatsPerMinute: 100)))
        #expect(found.confidence > 0 && found.confidence <= 1)
        #expect(found.runnerUpConfidence >= 0 && found.confidence + found.runnerUpConfidence <= 1.000001)
    }

    @Test func decibelsGiveWhatPowersGive() throws {
        let power: [Float] = (0..<OnsetBands.melCount).map { Float($0 + 1) * 0.01 }
        var one = OnsetBands()
        var other = OnsetBands()
        for scale in [Float(0.001), 1, 0.2, 5] {
            one.add(melPower: power.map { $0 * scale })
            other.add(melDecibels: power.map { 10 * log10f($0 * scale) })
        }
        for (first, second) in zip(one.values, other.values) { #expect(abs(first - second) < 1e-4) }
        #expect(one.values.contains { $0 > 0.1 })
    }

    @Test func whatDoesNotBeginHasNoTempo() {
        var silent = OnsetBands()
        #expect(TempoFinder.estimate(silent) == nil)
        let frame = [Float](repeating: 0, count: OnsetBands.melCount)
        for _ in 0..<600 { silent.add(melPower: frame) }
        #expect(TempoFinder.estimate(silent) == nil)
        var single = OnsetBands()
        single.add(melPower: frame)
        #expect(TempoFinder.estimate(single) == nil)
    }

    @Test(arguments: [1, 2, 3, 40, 600])
    func noiseOfAnyLengthIsFinite(_ frames: Int) {
        var random = SplitMix64(seed: UInt64(frames))
        var noise = OnsetBands()
        for _ in 0..<frames {
            noise.add(melPower: (0..<OnsetBands.melCount).map { _ in random.uniformFloat() })
        }
        if let found = TempoFinder.estimate(noise) {
            #expect(found.beatsPerMinute.isFinite && found.beatsPerMinute > 30 && found.beatsPerMinute < 300)
            #expect(found.confidence.isFinite && found.runnerUpBeatsPerMinute.isFinite)
        }
    }
}
