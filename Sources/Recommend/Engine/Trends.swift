import CatalogCore
import Glibc
import Learning

/// How much each track is played now, and how new it is, as of one moment.
struct Trends: Sendable {
    private let table: TrackTable
    private let sums: Column<Double>
    private let news: [Int32: Double]
    private let decay: Double
    private let nowSeconds: Double
    /// 2^(-age / half-life) by whole hours of age: a power for each of a million tracks takes longer than the rest.
    private let freshnessByHour: [Double]

    private static let freshnessHalfLifeDays = 30.0
    /// What is older than ten half-lives is not new at all.
    private static let freshHours = 24 * 300

    init(_ snapshot: RecommendationSnapshot, nowSeconds: Double) {
        table = snapshot.table
        sums = snapshot.models.trends
        news = snapshot.news
        decay = TrendScale.decay(nowSeconds: nowSeconds)
        self.nowSeconds = nowSeconds
        freshnessByHour = Self.freshnessTable
    }

    private static let freshnessTable = (0..<freshHours).map {
        exp2(-Double($0) / 24 / freshnessHalfLifeDays)
    }

    /// ln(1 + listeners that still count), and a little for being known elsewhere.
    func popularity(_ index: Int32) -> Float {
        let place = Int(index)
        let sum = news.isEmpty ? sums[place] : sums[place] + (news[index] ?? 0)
        let known = table.popularity[place] / 100
        return sum == 0 ? known : TrendScale.score(sum, decay: decay) + known
    }

    /// 1 for a track of this moment, half of it a month later.
    func freshness(_ index: Int32) -> Double {
        let age = max(0, nowSeconds - table.addedSeconds[Int(index)])
        let hour = Int(min(age / 3_600, Double(Self.freshHours)))
        return hour < Self.freshHours ? freshnessByHour[hour] : 0
    }

    /// The best known of some tracks.
    func best(of tracks: [Int32], limit: Int) -> [Int32] {
        TopItems.best(of: tracks.map(popularity), limit: limit).map { tracks[Int($0.item)] }
    }
}
