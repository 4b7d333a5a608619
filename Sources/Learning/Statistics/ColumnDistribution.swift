/// How the values of one column are spread among some rows.
package struct ColumnDistribution: Sendable, Equatable {
    package let count: Int
    package let mean: Double
    package let deviation: Double
    package let smallest: Double
    package let largest: Double
    /// Linear between the sorted values.
    package let quantiles: [Double]

    package static let places = [0.1, 0.25, 0.5, 0.75, 0.9]

    package init(_ values: [Float]) {
        precondition(!values.isEmpty, "there are values")
        let sorted = values.sorted().map { Double($0) }
        count = sorted.count
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        self.mean = mean
        deviation = (sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sorted.count)).squareRoot()
        smallest = sorted[0]
        largest = sorted[sorted.count - 1]
        quantiles = Self.places.map { place in
            let position = place * Double(sorted.count - 1)
            let below = Int(position)
            let above = min(sorted.count - 1, below + 1)
            return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
        }
    }

    /// The share of a column's variance that lies between classes, η²: 0 where all are alike, 1 where the class says it all.
    package static func shareBetween(_ values: [Float], labels: [Int], classCount: Int) -> Double {
        let count = Double(max(1, values.count))
        let mean = values.reduce(0.0) { $0 + Double($1) } / count
        var sums = [Double](repeating: 0, count: classCount)
        var sizes = sums
        var total = 0.0
        for (value, label) in zip(values, labels) {
            sums[label] += Double(value) - mean
            sizes[label] += 1
            total += (Double(value) - mean) * (Double(value) - mean)
        }
        let between = zip(sums, sizes).reduce(0.0) { $0 + ($1.1 > 0 ? $1.0 * $1.0 / $1.1 : 0) }
        return total > 0 ? between / total : 0
    }
}
