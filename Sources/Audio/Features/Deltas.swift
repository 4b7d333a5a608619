/// Slope and curvature of a sequence over nine frames, by least squares (Savitzky and Golay 1964), as
/// `librosa.feature.delta` of width 9: the frames at both ends have those of the first and last full window.
package enum Deltas {
    package static let width = 9
    private static let reach = width / 2

    /// The first derivative: slope of the straight line through nine values. Zeros for a sequence that is shorter.
    package static func slopes(_ values: [Float]) -> [Float] {
        filter(values) { Float($0) / 60 }
    }

    /// The second derivative of the parabola through nine values. Zeros for a sequence that is shorter.
    package static func curvatures(_ values: [Float]) -> [Float] {
        // With i = -4…4: (i² − 20/3) / (Σi⁴ − (Σi²)²/9) is the parabola's leading coefficient, half the curvature.
        filter(values) { (Float($0 * $0) - 20.0 / 3) / 154 }
    }

    private static func filter(_ values: [Float], weight: (Int) -> Float) -> [Float] {
        guard values.count >= width else { return [Float](repeating: 0, count: values.count) }
        let weights = (-reach...reach).map(weight)
        var result = [Float](repeating: 0, count: values.count)
        for centre in reach..<values.count - reach {
            var sum: Float = 0
            for (index, weight) in weights.enumerated() { sum += weight * values[centre - reach + index] }
            result[centre] = sum
        }
        for index in 0..<reach {
            result[index] = result[reach]
            result[values.count - 1 - index] = result[values.count - 1 - reach]
        }
        return result
    }
}
