import CatalogCore
import Learning
import Testing

/// What the probabilities of a machine of several classes are worth.
@Suite struct SupportVectorTests {
    /// Four clouds in a row that overlap: the true probabilities are known.
    private func row(seed: UInt64, count: Int) -> LabeledTable {
        var random = SplitMix64(seed: seed)
        let labels = (0..<count).map { $0 % 4 }
        return LabeledTable(
            values: labels.map { Float(random.normal() + 1.5 * Double($0)) }, dimension: 1, labels: labels,
            classNames: ["a", "b", "c", "d"])
    }

    @Test func probabilitiesAreCloseToTheTruth() throws {
        let machine = try SupportVectorTrainer().train(on: row(seed: 1, count: 400), seed: 3)
        let unseen = row(seed: 2, count: 200)
        let told = machine.probabilities(of: unseen.features)
        var distance = 0.0
        for (place, value) in unseen.values.enumerated() {
            let densities = (0..<4).map { label -> Double in
                let x = Double(value) - 1.5 * Double(label)
                return Self.bell(x)
            }
            let total = densities.reduce(0, +)
            for label in 0..<4 {
                distance += abs(Double(told[place * 4 + label]) - densities[label] / total) / 800
            }
        }
        // The votes of the pairs, brought to scale by one number, are off by 0.078.
        #expect(distance < 0.06)
    }

    /// e^(-x²/2), by its series of a 1,024th, squared ten times: the test needs no C library.
    private static func bell(_ x: Double) -> Double {
        let y = -x * x / 2 / 1_024
        var term = 1.0
        var sum = 1.0
        for power in 1...8 {
            term *= y / Double(power)
            sum += term
        }
        return (0..<10).reduce(sum) { value, _ in value * value }
    }
}
