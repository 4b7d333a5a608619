import CatalogCore
import CatalogStore
import Learning

/// Everything that the report shows, gathered at one moment.
package struct CatalogReport: Sendable {
    package let title: String
    package let now: Timestamp
    let overview: StatisticsAnswer
    let genres: StatisticsAnswer
    let artists: StatisticsAnswer
    let tracks: StatisticsAnswer
    let moods: StatisticsAnswer
    let eras: StatisticsAnswer
    let feedback: StatisticsAnswer
    let users: StatisticsAnswer
    let trending: StatisticsAnswer
    let map: MusicMap
    /// How features move together; nil where too few tracks have them.
    let correlation: HeatMap?
    /// What genres are known by; nil where there are no two.
    let differences: GenreDifferences?
    let models: [ModelSummary]
    let evaluations: [EvaluationRecord]

    /// How many runs are drawn over time.
    private static let evaluationLimit = 200
    private static let listLimit = 15
    private static let bandsMax = 3

    package init(
        of catalog: some CatalogReading, title: String, models: [ModelSummary], now: Timestamp,
        offsetMs: @escaping @Sendable (Int64) -> Int64
    ) throws {
        self.title = title
        self.now = now
        self.models = models
        var scope = StatisticsScope()
        scope.limit = Self.listLimit
        scope.offsetMs = offsetMs
        let statistics = Statistics(of: catalog, scope: scope, now: now)
        overview = try statistics.answer(.overview)
        genres = try statistics.answer(.genres)
        artists = try statistics.answer(.artists)
        tracks = try statistics.answer(.tracks)
        moods = try statistics.answer(.moods)
        eras = try statistics.answer(.eras)
        feedback = try statistics.answer(.feedback)
        users = try statistics.answer(.users)
        // What rises is looked for before the newest event: a report may be of an old log.
        var recent = scope
        recent.until = try statistics.newestEvent().map { Timestamp(milliseconds: $0.milliseconds + 1) }
        trending = try Statistics(of: catalog, scope: recent, now: now).answer(.trending)
        let topGenres = try MusicMap.genres(catalog)
        map = try MusicMap(of: catalog, genres: topGenres)
        let features = try ReportFeatures.table(catalog, genres: topGenres)
        correlation = features.map { table in
            let matrix = CorrelationMatrix(of: table.values)
            return FeatureCharts.correlation(matrix, table, order: matrix.clusteredOrder, method: .pearson)
        }
        differences = features.flatMap { GenreDifferences($0, genres: ReportFeatures.genres(of: $0)) }
        evaluations = try EvaluationRecord.stored(in: catalog, limit: Self.evaluationLimit)
    }

    /// Recommendation quality over time: a line for each recommender; nil before the second evaluation of one protocol.
    var qualityChart: LineChart? {
        guard let newest = evaluations.first else { return nil }
        let comparable = evaluations.filter {
            $0.protocolName == newest.protocolName && $0.depth == newest.depth
        }
        .reversed()
        // Many bands over each other are mud.
        let showsIntervals = newest.models.count <= Self.bandsMax
        let series = newest.models.map { model in
            LineChart.Series(
                model.name,
                comparable.compactMap { record in
                    record.models.first { $0.name == model.name }.map {
                        .init(
                            Double(record.time.milliseconds), $0.ndcg,
                            interval: showsIntervals ? $0.ndcgLower...max($0.ndcgLower, $0.ndcgUpper) : nil)
                    }
                })
        }
        return LineChart(
            ChartHeading(
                "Recommendation quality over time",
                subtitle: "NDCG@\(newest.depth), \(newest.protocolName); only figures of one protocol compare"
            ),
            series: series, xFormat: .day, yFormat: .fixed(2), startsAtZero: true)
    }

    /// The newest evaluation: how good each recommender is.
    var comparisonChart: BarChart? {
        guard let newest = evaluations.first, !newest.models.isEmpty else { return nil }
        let models = newest.models.sorted { $0.ndcg > $1.ndcg }
        return BarChart(
            ChartHeading(
                "Recommenders compared",
                subtitle:
                    "NDCG@\(newest.depth) with 95 % intervals, \(newest.people) people, \(newest.protocolName)"
            ),
            categories: models.map(\.name),
            series: [
                .init(
                    "ndcg", models.map(\.ndcg),
                    intervals: models.map {
                        $0.ndcgLower.isFinite && $0.ndcgUpper >= $0.ndcgLower
                            ? $0.ndcgLower...$0.ndcgUpper : nil
                    })
            ], format: .fixed(3))
    }

    /// The report as one page that needs nothing else.
    package var html: String { ReportPage(self).text }
}
