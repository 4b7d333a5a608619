import Audio
import Testing

@Suite struct ChromaSequenceTests {
    @Test func aSilentFrameStaysSilent() {
        let silent = ChromaSequence(values: [Float](repeating: 0, count: 24))
        #expect(silent.normalizedByMaximum() == silent)
        #expect(silent.energyNormalized() == silent)
        #expect(silent.tonalCentroids() == [Float](repeating: 0, count: 12))
    }

    @Test func centroidsTurnWithTheKey() {
        // A fifth up is 7 · 7/6 · π = 49/6 π on the circle of fifths: the length stays, the angle turns.
        var first = ChromaSequence()
        first.append([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        var second = ChromaSequence()
        second.append([0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])
        let (one, other) = (first.tonalCentroids(), second.tonalCentroids())
        for row in stride(from: 0, to: 6, by: 2) {
            let length = one[row] * one[row] + one[row + 1] * one[row + 1]
            let turned = other[row] * other[row] + other[row + 1] * other[row + 1]
            #expect(abs(length - turned) < 1e-5)
        }
        #expect(abs(one[0]) < 1e-6)
        #expect(abs(one[1] - 1) < 1e-6)
    }

    @Test func clippedAndExtremeSamplesStayFinite() throws {
        let clipped = HarmonySignals.noise(seconds: 1, seed: 2).map { $0 > 0 ? Float(1) : -1 }
        let tiny = clipped.map { $0 * 1e-30 }
        for samples in [clipped, tiny, [Float](repeating: 1, count: 20_000), [1]] {
            let profile = try HarmonySignals.profile(samples)
            #expect(profile.values.allSatisfy { $0.isFinite })
            #expect(profile.normalizedByMaximum().tonalCentroids().allSatisfy { $0.isFinite })
            #expect(profile.energyNormalized().values.allSatisfy { $0.isFinite })
        }
    }
}
