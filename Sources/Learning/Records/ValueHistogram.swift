/// How values are spread: counts of equal buckets between the lowest and the highest, and what their moments need.
package struct ValueHistogram: Sendable, Equatable, Codable {
    package let lowest: Double
    package let highest: Double
    package let count: Double
    package let sum: Double
    package let squares: Double
    package let buckets: [Double]

    /// Nil where no value is finite.
    package init?(of values: [Float], buckets bucketCount: Int = 30) {
        precondition(bucketCount > 0, "a histogram has at least one bucket")
        let finite = values.filter(\.isFinite)
        guard let lowest = finite.min(), let highest = finite.max() else { return nil }
        let width = max(Double(highest) - Double(lowest), 1e-12) / Double(bucketCount)
        var buckets = [Double](repeating: 0, count: bucketCount)
        for value in finite {
            buckets[min(bucketCount - 1, Int((Double(value) - Double(lowest)) / width))] += 1
        }
        self.lowest = Double(lowest)
        self.highest = Double(highest)
        count = Double(finite.count)
        sum = finite.reduce(0) { $0 + Double($1) }
        squares = finite.reduce(0) { $0 + Double($1) * Double($1) }
        self.buckets = buckets
    }

    /// The upper edge of each bucket.
    package var limits: [Double] {
        let width = max(highest - lowest, 1e-12) / Double(buckets.count)
        return (1...buckets.count).map { lowest + Double($0) * width }
    }
}
