import Audio
import Testing

@Suite struct TuningEstimatorTests {
    @Test(arguments: [-40.0, -20, 0, 10, 30, 45])
    func findsHowFarNotesAreOff(_ cents: Double) throws {
        let samples = HarmonySignals.notes(
            [[57, 60, 64], [62, 65, 69], [64, 68, 71]], seconds: 0.7, cents: cents)
        let tunings = try HarmonySignals.tunings(samples)
        #expect(abs(tunings.semitones - cents / 100) < 0.08)
    }

    @Test func silenceIsInTune() throws {
        let tunings = try HarmonySignals.tunings([Float](repeating: 0, count: 4_096))
        #expect(tunings.semitones == 0)
        #expect(tunings.thirds == 0)
    }
}
