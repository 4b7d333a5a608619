import CatalogCore
import CatalogStore

/// A number with its name.
struct Measure {
    let name: String
    let value: StatisticsValue

    init(_ name: String, _ value: StatisticsValue) {
        self.name = name
        self.value = value
    }

    static var columns: [StatisticsColumn<Measure>] {
        [
            StatisticsColumn("measure") { .text($0.name) },
            StatisticsColumn("value") { $0.value },
        ]
    }
}

extension Statistics {
    /// What people do: how much of each kind, over time, by hour and weekday, and how they rate.
    package func feedback() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let tally = try ListeningTally(catalog, music: music, scope: scope, keepsHistory: true)
        let firsts = FirstPlays(tally.history, trackCount: music.count, range: scope.timeRange)
        let timeline = Timeline(tally, discoveries: firsts.discoveries, offsetMs: scope.offsetMs)
        return StatisticsAnswer(
            .feedback,
            tables: [
                Self.measures(tally, firsts), Self.timelineTable(timeline), Self.hourTable(timeline),
                Self.ratingTable(tally),
            ],
            charts: [
                "feedback": Self.playChart(timeline), "timeline": Self.playChart(timeline),
                "hours": Self.hourChart(timeline), "ratings": Self.ratingChart(tally),
            ],
            remark: "Nobody did anything in that time: `catalog feedback import` brings what people heard.")
    }

    static func measures(_ tally: ListeningTally, _ firsts: FirstPlays) -> StatisticsTable {
        let total = tally.total
        let measures: [Measure] = [
            Measure("plays", StatisticsValue(total.plays)), Measure("skips", StatisticsValue(total.skips)),
            Measure("skip rate", StatisticsValue(share: total.skipRate)),
            Measure("completion", StatisticsValue(share: total.completion)),
            Measure("hours heard", .number(total.hours, decimals: 1)),
            Measure("listeners", StatisticsValue(tally.people.count { $0.eventCount > 0 })),
            Measure("tracks heard", StatisticsValue(tally.tracks.count { $0.heard > 0 })),
            Measure("first plays", StatisticsValue(firsts.discoveryCount)),
            Measure(
                "discovery",
                StatisticsValue(
                    share: total.plays > 0 ? Double(firsts.discoveryCount) / Double(total.plays) : nil)),
            Measure("likes", StatisticsValue(total.likes)),
            Measure("dislikes", StatisticsValue(total.dislikes)),
            Measure("bans", StatisticsValue(total.bans)), Measure("ratings", StatisticsValue(total.ratings)),
            Measure("mean rating", StatisticsValue(total.rating, decimals: 2)),
            Measure("of music that is not here", StatisticsValue(tally.elsewhere.eventCount)),
        ]
        return StatisticsTable(
            "feedback", title: "What people do",
            total.eventCount == 0 ? [] : measures.filter { $0.value != .missing },
            Measure.columns)
    }

    static func timelineTable(_ timeline: Timeline) -> StatisticsTable {
        StatisticsTable(
            "timeline", title: "By \(timeline.step.rawValue)", timeline.entries,
            [
                StatisticsColumn("from") { .text(CivilDay(number: $0.day).iso) },
                StatisticsColumn("plays") { StatisticsValue($0.plays) },
                StatisticsColumn("skips") { StatisticsValue($0.skips) },
                StatisticsColumn("skip_rate") { StatisticsValue(share: $0.skipRate) },
                StatisticsColumn("likes") { StatisticsValue($0.likes) },
                StatisticsColumn("discovery") { StatisticsValue(share: $0.discovery) },
            ])
    }

    static func playChart(_ timeline: Timeline) -> any Chart {
        func points(_ value: (Timeline.Entry) -> Int) -> [LineChart.Point] {
            timeline.entries.map { .init(Double($0.day * CivilDay.milliseconds), Double(value($0))) }
        }
        return LineChart(
            ChartHeading("Listening over time", subtitle: "Plays and skips by \(timeline.step.rawValue)"),
            series: [.init("plays", points(\.plays)), .init("skips", points(\.skips))], xFormat: .day,
            yFormat: .count,
            startsAtZero: true)
    }

    private static var weekdays: [String] {
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    }

    private static func hourTable(_ timeline: Timeline) -> StatisticsTable {
        let busy = timeline.hours.indices.filter { timeline.hours[$0] > 0 }
        return StatisticsTable(
            "hours", title: "By weekday and hour", busy,
            [
                StatisticsColumn("weekday") { .text(weekdays[$0 / 24]) },
                StatisticsColumn("hour") { .id(Int64($0 % 24)) },
                StatisticsColumn("heard") { StatisticsValue(timeline.hours[$0]) },
            ])
    }

    static func hourChart(_ timeline: Timeline) -> any Chart {
        HeatMap(
            ChartHeading("When people listen", subtitle: "Plays and skips by weekday and hour"),
            rows: weekdays,
            columns: (0..<24).map(String.init), values: timeline.hours.map { Double($0) },
            scale: .amounts(0...Double(max(1, timeline.hours.max() ?? 1))), format: .count, isStretched: true)
    }

    private static func ratingTable(_ tally: ListeningTally) -> StatisticsTable {
        let given = (1...10).filter { tally.ratings[$0] > 0 }
        return StatisticsTable(
            "ratings", title: "Ratings", given,
            [
                StatisticsColumn("rating") { .number(Double($0) / 2, decimals: 1) },
                StatisticsColumn("count") { StatisticsValue(tally.ratings[$0]) },
            ])
    }

    private static func ratingChart(_ tally: ListeningTally) -> any Chart {
        BarChart(
            ChartHeading("Ratings", subtitle: "How often each was given"),
            categories: (1...10).map { AxisFormat.fixed(1).text(Double($0) / 2) },
            series: [.init("ratings", (1...10).map { Double(tally.ratings[$0]) })], direction: .vertical,
            format: .count)
    }
}
