import Audio
import CatalogCore
import Glibc
import Testing

@Suite struct TempoFinderTests {
    /// Mel powers of a drum kit: a low drum on beats 1 and 3, a middle one on 2 and 4, a high one on every half beat.
    static func drums(beatsPerMinute: Double, seconds: Double = 30) -> OnsetBands {
        let frames = Int(seconds * OnsetBands.framesPerSecond)
        let beat = 60 * OnsetBands.framesPerSecond / beatsPerMinute
        var onsets = OnsetBands(meanPower: 3)
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
            onsets.add(melDecibels: mel.map { 10 * log10f($0) })
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

    /// Straight lines between lags put these a tenth off.
    @Test(arguments: [109.8, 114.7, 125.9])
    func aTempoIsMeasuredToATenth(_ tempo: Double) throws {
        let found = try #require(TempoFinder.estimate(Self.drums(beatsPerMinute: tempo, seconds: 60)))
        #expect(found.beatsPerMinute == tempo)
    }

    /// Where no beat stands out, which tempo is best is chance, and a codec's choice.
    @Test(arguments: [UInt64(1), 2, 3])
    func musicWithoutAPulseHasNoTempo(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var noise = OnsetBands(meanPower: 0.5)
        for _ in 0..<4_000 {
            noise.add(
                melDecibels: (0..<OnsetBands.melCount).map { _ in
                    10 * log10f(max(1e-10, random.uniformFloat()))
                })
        }
        #expect(TempoFinder.estimate(noise) == nil)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func aWeakPulseIsToldInWholeBeats(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var weak = OnsetBands(meanPower: 0.5)
        let beat = 60 * OnsetBands.framesPerSecond / 100.3
        for frame in 0..<4_000 {
            let isBeat = Double(frame).truncatingRemainder(dividingBy: beat) < 1
            weak.add(
                melDecibels: (0..<OnsetBands.melCount).map { _ in
                    10 * log10f(max(1e-10, random.uniformFloat() * (isBeat ? 0.78 : 0.5)))
                })
        }
        #expect(try #require(TempoFinder.estimate(weak)).beatsPerMinute == 100)
    }

    @Test func probabilitiesAreProbabilities() throws {
        let found = try #require(TempoFinder.estimate(Self.drums(beatsPerMinute: 100)))
        #expect(found.confidence > 0 && found.confidence <= 1)
        #expect(found.runnerUpConfidence >= 0 && found.confidence + found.runnerUpConfidence <= 1.000001)
    }

    /// Encoders and taggers change the level of a recording; its tempo is the same, to the last digit.
    @Test(arguments: [Float(0.95), 0.25, 1.4])
    func theLevelDoesNotMatter(_ gain: Float) throws {
        let samples = Self.song(beatsPerMinute: 97)
        let one = try TempoFinder.estimate(OnsetBands(FrameAnalysis(of: samples).mel))
        let other = try TempoFinder.estimate(OnsetBands(FrameAnalysis(of: samples.map { $0 * gain }).mel))
        let (tempo, changed) = (try #require(one), try #require(other))
        #expect(tempo.beatsPerMinute == changed.beatsPerMinute)
        #expect(tempo.runnerUpBeatsPerMinute == changed.runnerUpBeatsPerMinute)
        #expect(abs(tempo.confidence - changed.confidence) < 1e-3)
        #expect(tempo.beatsPerMinute == 97)
    }

    /// Noise bursts on the beats of a bass that changes with every bar.
    private static func song(beatsPerMinute: Double) -> [Float] {
        var random = SplitMix64(seed: 7)
        let beat = 22_050 * 60 / beatsPerMinute
        return (0..<22_050 * 24).map { sample in
            let place = Double(sample) / beat
            let age = (place - place.rounded(.down)) * beat / 22_050
            let isLow = Int(place) % 2 == 0
            let hit =
                exp(-age * (isLow ? 18 : 40)) * (isLow ? sin(340 * age) : Double(random.uniformFloat()) - 0.5)
            let hz = [55.0, 73.4, 65.4, 82.4][Int(place / 4) % 4]
            return Float(0.4 * hit + 0.1 * sin(2 * Double.pi * hz * Double(sample) / 22_050))
        }
    }

    @Test(arguments: [0.01, 0.2, 3.0, 50])
    func compressionIsItsDefinition(_ meanPower: Double) {
        let count = OnsetBands.melCount
        let decibels = (0..<2 * count).map { Float(-100 + 0.7 * Double($0)) }
        var bands = OnsetBands(meanPower: meanPower)
        bands.add(melDecibels: Array(decibels[..<count]))
        bands.add(melDecibels: Array(decibels[count...]))
        func level(_ decibels: Float) -> Double {
            log10(1 + 100 * pow(10, Double(decibels) / 10) / meanPower)
        }
        for band in 0..<OnsetBands.bandCount {
            let rises = (band * 16..<band * 16 + 16).map { level(decibels[count + $0]) - level(decibels[$0]) }
            let mean = rises.reduce(0, +) / 16
            #expect(abs(Double(bands.values[OnsetBands.bandCount + band]) - mean) < 2e-6 * max(1, mean))
        }
    }

    @Test func whatDoesNotBeginHasNoTempo() {
        var silent = OnsetBands(meanPower: 0)
        #expect(TempoFinder.estimate(silent) == nil)
        let frame = [Float](repeating: -100, count: OnsetBands.melCount)
        for _ in 0..<600 { silent.add(melDecibels: frame) }
        #expect(TempoFinder.estimate(silent) == nil)
        var single = OnsetBands(meanPower: 0)
        single.add(melDecibels: frame)
        #expect(TempoFinder.estimate(single) == nil)
    }

    @Test(arguments: [1, 2, 3, 40, 600])
    func noiseOfAnyLengthIsFinite(_ frames: Int) {
        var random = SplitMix64(seed: UInt64(frames))
        var noise = OnsetBands(meanPower: 0.5)
        for _ in 0..<frames {
            noise.add(
                melDecibels: (0..<OnsetBands.melCount).map { _ in
                    10 * log10f(max(1e-10, random.uniformFloat()))
                })
        }
        if let found = TempoFinder.estimate(noise) {
            #expect(found.beatsPerMinute.isFinite && found.beatsPerMinute > 30 && found.beatsPerMinute < 300)
            #expect(found.confidence.isFinite && found.runnerUpBeatsPerMinute.isFinite)
        }
    }
}
