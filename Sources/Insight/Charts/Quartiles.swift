/// The five numbers of a box plot.
package struct Quartiles: Sendable {
    package let low: Double
    package let lower: Double
    package let median: Double
    package let upper: Double
    package let high: Double

    /// Whiskers reach to the farthest values within 1.5 interquartile ranges (Tukey 1977); nil for no values.
    package init?(of values: [Double]) {
        let sorted = values.filter(\.isFinite).sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        let (lower, upper) = (Self.value(0.25, of: sorted), Self.value(0.75, of: sorted))
        let reach = 1.5 * (upper - lower)
        self.lower = lower
        self.upper = upper
        median = Self.value(0.5, of: sorted)
        low = min(lower, sorted.first { $0 >= lower - reach } ?? first)
        high = max(upper, sorted.last { $0 <= upper + reach } ?? last)
    }

    /// A quantile between the two nearest of sorted values (Hyndman and Fan's type 7).
    package static func value(_ share: Double, of sorted: [Double]) -> Double {
        guard let last = sorted.indices.last else { return .nan }
        let place = share * Double(last)
        let index = min(last, Int(place))
        let next = min(last, index + 1)
        return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
    }
}
