import CatalogCore
import Learning
import Testing

@Suite struct CalibrationTests {
    /// Probabilities whose odds are the square of the truth's: too sure of themselves.
    private func sure(seed: UInt64, count: Int) -> (probabilities: [Float], isMember: [Bool]) {
        var random = SplitMix64(seed: seed)
        var probabilities: [Float] = []
        var isMember: [Bool] = []
        for _ in 0..<count {
            let truth = 0.05 + 0.9 * random.uniform()
            let odds = (truth / (1 - truth)) * (truth / (1 - truth))
            probabilities.append(Float(odds / (1 + odds)))
            isMember.append(random.uniform() < truth)
        }
        return (probabilities, isMember)
    }

    @Test(arguments: CalibrationMap.Method.allCases) func oddsAreBroughtBack(method: CalibrationMap.Method) {
        let (probabilities, isMember) = sure(seed: 1, count: 20_000)
        let map = CalibrationMap(method, probabilities: probabilities, isMember: isMember)
        for truth in stride(from: 0.1, through: 0.9, by: 0.1) {
            let odds = (truth / (1 - truth)) * (truth / (1 - truth))
            #expect(abs(Double(map.value(Float(odds / (1 + odds)))) - truth) < 0.06, "\(truth)")
        }
        if case .sigmoid(let slope, _) = map { #expect(abs(slope - 0.5) < 0.03) }
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func stepsRise(seed: UInt64) {
        let (probabilities, isMember) = sure(seed: seed, count: 300)
        let map = CalibrationMap(.isotonic, probabilities: probabilities, isMember: isMember)
        let values = stride(from: Float(0), through: 1, by: 0.01).map { map.value($0) }
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(values.allSatisfy { (0...1).contains($0) })
    }

    @Test func calibratedProbabilitiesSumToOne() {
        let maps = CalibratedClassifier.maps(
            .platt, probabilities: [0.7, 0.3, 0.4, 0.6, 0.9, 0.1, 0.2, 0.8], labels: [0, 1, 0, 1],
            classCount: 2)
        let mapped = CalibratedClassifier.mapped([0.8, 0.2, 0.3, 0.7], by: maps)
        #expect(abs(mapped[0] + mapped[1] - 1) < 1e-6 && abs(mapped[2] + mapped[3] - 1) < 1e-6)
        #expect(mapped[0] > mapped[2])
    }
}
