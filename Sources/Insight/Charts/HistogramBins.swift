/// Bins of one width.
struct HistogramBins {
    let range: ClosedRange<Double>
    let count: Int

    func edge(_ index: Int) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(count)
    }

    /// How many values fall into each bin; the last has both of its edges.
    func counts(of values: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: count)
        let span = range.upperBound - range.lowerBound
        for value in values where range.contains(value) {
            counts[min(count - 1, Int((value - range.lowerBound) / span * Double(count)))] += 1
        }
        return counts
    }
}
