import Learning

/// By what genres differ: the median of each in each descriptor, the most telling descriptors first.
struct GenreDifferences: Sendable {
    let chart: any Chart
    let table: StatisticsTable

    /// Nil where there are no two genres to compare.
    init?(_ features: FeatureTable, genres: [String]) {
        guard genres.count > 1 else { return nil }
        let found = FeatureDistributions(of: features, classNames: genres)
        chart = FeatureCharts.distributions(features, found, classNames: genres)
        table = StatisticsTable(
            "differences", title: "How genres differ", found.lines,
            [
                StatisticsColumn("feature") { .text($0.feature) },
                StatisticsColumn("genre") { .text($0.className) },
                StatisticsColumn("tracks") { StatisticsValue($0.spread.count) },
                StatisticsColumn("told", title: "Told by genre") { .share($0.shareBetween) },
                StatisticsColumn("q25", title: "25 %") {
                    StatisticsValue($0.spread.quantiles[1], decimals: 2)
                },
                StatisticsColumn("median") { StatisticsValue($0.spread.quantiles[2], decimals: 2) },
                StatisticsColumn("q75", title: "75 %") {
                    StatisticsValue($0.spread.quantiles[3], decimals: 2)
                },
            ])
    }
}
