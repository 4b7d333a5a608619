import Audio
import Testing

@Suite struct LevelPatternTests {
    @Test func countsWhatItSays() {
        let rms: [Float] = [0, 0, 0.4, 0.4, 0, 0.4, 0.39, 0.01]
        let pattern = LevelPattern(rms: rms[...])
        #expect(abs(pattern.meanRMS - 0.2) < 1e-6)
        #expect(pattern.largestRMS == Double(Float(0.4)))
        #expect(pattern.shareAboveMean == 0.5)
        #expect(pattern.meanCrossings == 4)
        // A quarter of the mean is 0.05: up, down, up, down.
        #expect(pattern.largeJumps == 4)
    }

    @Test func anEmptyWindowHasNothing() {
        let pattern = LevelPattern(rms: [])
        #expect(pattern.meanRMS == 0 && pattern.meanCrossings == 0 && pattern.shareAboveMean == 0)
    }
}
