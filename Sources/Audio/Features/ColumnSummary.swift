/// Mean, deviation and order statistics of one column of frames.
package struct ColumnSummary: Sendable {
    package let mean: Double
    /// The population's standard deviation.
    package let deviation: Double
    package let largest: Double
    private let sorted: [Float]

    /// Zeros for an empty column. Sorting is asked for, since only some columns need quantiles.
    package init(_ values: ArraySlice<Float>, sorting: Bool = false) {
        guard !values.isEmpty else {
            (mean, deviation, largest, sorted) = (0, 0, 0, [])
            return
        }
        var sum = 0.0
        var most = -Double.infinity
        for value in values {
            sum += Double(value)
            most = max(most, Double(value))
        }
        let mean = sum / Double(values.count)
        var squares = 0.0
        for value in values { squares += (Double(value) - mean) * (Double(value) - mean) }
        self.mean = mean
        deviation = (squares / Double(values.count)).squareRoot()
        largest = most
        sorted = sorting ? values.sorted() : []
    }

    package init(_ values: [Float], sorting: Bool = false) { self.init(values[...], sorting: sorting) }

    package func quantile(_ share: Double) -> Double {
        precondition(!sorted.isEmpty || mean == 0, "quantiles are of a summary that was sorted")
        return Quantiles.quantile(share, ofSorted: sorted)
    }
}
