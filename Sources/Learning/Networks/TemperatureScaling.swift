import Glibc

/// Divides logits by a number found on validation tracks, so that 70 % sure is right in 70 %; Guo et al. 2017.
enum TemperatureScaling {
    private static let range = (lowest: log(0.05), highest: log(20.0))
    private static let iterations = 40

    /// A track's probabilities: the mean over its patches of softmax(logits / temperature).
    static func probabilities(_ logits: VectorTable, tracks: [[Int]], temperature: Float) -> VectorTable {
        var values: [Float] = []
        values.reserveCapacity(tracks.count * logits.columns)
        for patches in tracks {
            var sums = [Float](
                repeating: patches.isEmpty ? 1 / Float(logits.columns) : 0, count: logits.columns)
            for patch in patches {
                let row = logits.row(patch)
                let largest = row.max() ?? 0
                let powers = row.map { expf(($0 - largest) / temperature) }
                let total = powers.reduce(0, +) * Float(patches.count)
                for (column, power) in powers.enumerated() { sums[column] += power / total }
            }
            values.append(contentsOf: sums)
        }
        return VectorTable(columns: logits.columns, values: values)
    }

    /// The temperature with the least cross-entropy of the tracks' labels, by golden section.
    static func fit(_ logits: VectorTable, tracks: [[Int]], labels: [Int]) -> Float {
        func loss(_ exponent: Double) -> Double {
            let found = probabilities(logits, tracks: tracks, temperature: Float(exp(exponent)))
            return labels.enumerated().reduce(0) { sum, entry in
                sum - log(Double(max(1e-12, found.values[entry.offset * logits.columns + entry.element])))
            }
        }
        let golden = (5.0.squareRoot() - 1) / 2
        var (low, high) = range
        for _ in 0..<iterations {
            let (left, right) = (high - golden * (high - low), low + golden * (high - low))
            if loss(left) <= loss(right) { high = right } else { low = left }
        }
        return Float(exp((low + high) / 2))
    }
}
