/// How far the truth lies from a rating of some height: quantiles of cross-validated residuals, by the rating's size.
///
/// Conformal prediction over the folds (Barber et al. 2021, CV+), apart for bins of ratings (Mondrian), so that a rating
/// in a range where the critic errs more has a wider interval.
package struct RatingIntervals: Sendable, Equatable, Codable {
    private static let binsMax = 12
    private static let rowsPerBinMin = 60

    /// The upper edge of each bin but the last.
    private let edges: [Float]
    private let lower: [Float]
    private let upper: [Float]

    init(predicted: [Float], truth: [Float], coverage: Double) {
        let order = predicted.indices.sorted { predicted[$0] < predicted[$1] }
        let bins = min(RatingIntervals.binsMax, max(1, order.count / RatingIntervals.rowsPerBinMin))
        var (edges, lower, upper): ([Float], [Float], [Float]) = ([], [], [])
        for bin in 0..<bins {
            let members = order[bin * order.count / bins..<(bin + 1) * order.count / bins]
            let residuals = members.map { truth[$0] - predicted[$0] }.sorted()
            let count = Double(residuals.count)
            let tail = (1 - coverage) / 2
            // The (n + 1)-th quantile: one more truth is to come.
            let below = max(0, Int(((count + 1) * tail).rounded(.down)) - 1)
            let above = min(residuals.count - 1, Int(((count + 1) * (1 - tail)).rounded(.up)) - 1)
            lower.append(residuals.isEmpty ? 0 : residuals[below])
            upper.append(residuals.isEmpty ? 0 : residuals[max(0, above)])
            if bin + 1 < bins, let last = members.last { edges.append(predicted[last]) }
        }
        self.edges = edges
        self.lower = lower
        self.upper = upper
    }

    func around(_ rating: Float) -> ClosedRange<Float> {
        let bin = edges.firstIndex { rating <= $0 } ?? edges.count
        let low = min(5, max(1, rating + lower[bin]))
        let high = min(5, max(1, rating + upper[bin]))
        return min(low, high)...max(low, high)
    }

    var isSound: Bool {
        lower.count == upper.count && edges.count + 1 == lower.count
            && (edges + lower + upper).allSatisfy(\.isFinite)
    }
}
