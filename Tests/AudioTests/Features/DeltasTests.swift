import Audio
import Testing

@Suite struct DeltasTests {
    @Test func aLineHasItsSlopeAndAParabolaItsCurvature() {
        let line = (0..<30).map { Float($0) * 0.25 - 3 }
        #expect(Deltas.slopes(line).allSatisfy { abs($0 - 0.25) < 1e-5 })
        #expect(Deltas.curvatures(line).allSatisfy { abs($0) < 1e-5 })
        let parabola = (0..<30).map { Float($0 * $0) * 0.5 }
        #expect(Deltas.curvatures(parabola).allSatisfy { abs($0 - 1) < 1e-3 })
    }

    @Test func shortSequencesHaveNone() {
        #expect(Deltas.slopes([1, 2, 3]) == [0, 0, 0])
    }
}
