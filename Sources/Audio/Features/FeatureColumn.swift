/// A column of frames that vectors summarise, and by which statistics.
struct FeatureColumn: Sendable {
    enum Statistic: Sendable, Equatable {
        case mean
        case deviation
        case largest
        /// In percent.
        case quantile(Int)

        var suffix: String {
            switch self {
            case .mean: "mean"
            case .deviation: "deviation"
            case .largest: "max"
            case .quantile(let percent): "p\(percent)"
            }
        }

        var words: String {
            switch self {
            case .mean: "mean"
            case .deviation: "standard deviation"
            case .largest: "largest value"
            case .quantile(let percent): "\(percent)th percentile"
            }
        }

        func value(_ summary: ColumnSummary) -> Double {
            switch self {
            case .mean: summary.mean
            case .deviation: summary.deviation
            case .largest: summary.largest
            case .quantile(let percent): summary.quantile(Double(percent) / 100)
            }
        }
    }

    let name: String
    let unit: String
    let range: ClosedRange<Float>
    let group: String
    let meaning: String
    let statistics: [Statistic]

    init(
        _ name: String, _ unit: String, _ range: ClosedRange<Float>, _ group: String, _ meaning: String,
        _ statistics: [Statistic] = [.mean, .deviation]
    ) {
        self.name = name
        self.unit = unit
        self.range = range
        self.group = group
        self.meaning = meaning
        self.statistics = statistics
    }

    var needsSorting: Bool {
        statistics.contains { if case .quantile = $0 { true } else { false } }
    }

    /// One entry for each statistic, from whatever keeps summaries by column name.
    func entries<Source: Sendable>(
        _ summary: @escaping @Sendable (Source, String) -> ColumnSummary
    ) -> [FeatureEntry<Source>] {
        let name = name
        return statistics.map { statistic in
            // A deviation is at most half of a bounded range; of an unbounded one it has no bound.
            let width = range.upperBound - range.lowerBound
            let bounds = statistic == .deviation ? 0...(width / 2) : range
            return FeatureEntry(
                "\(name)_\(statistic.suffix)", unit, bounds, group, "\(statistic.words) of \(meaning)"
            ) { statistic.value(summary($0, name)) }
        }
    }
}
