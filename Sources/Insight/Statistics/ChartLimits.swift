/// How much one picture shows.
enum ChartLimits {
    static let bars = 20
    static let points = 600
}

extension [ListedThing] {
    /// The things as bars, by what they are ordered by.
    func chart(of title: String, by order: StatisticsOrder) -> any Chart {
        let shown = prefix(ChartLimits.bars)
        let (subtitle, format): (String, AxisFormat) =
            switch order {
            case .popularity: ("Mean popularity of their tracks, 0 to 100", .fixed(1))
            case .plays: ("Plays", .count)
            case .listeners: ("People who played them", .count)
            case .tracks: ("Tracks", .count)
            case .hours: ("Hours heard", .fixed(1))
            case .likes: ("Likes", .count)
            case .skipRate: ("Skips among plays and skips", .share)
            }
        return BarChart(
            ChartHeading(title, subtitle: subtitle), categories: shown.map(\.name),
            series: [.init(order.rawValue, shown.map { $0.value(of: order) })], format: format)
    }
}
