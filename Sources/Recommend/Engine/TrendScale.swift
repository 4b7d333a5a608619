import Glibc

/// How old plays count for what trends: half after `halfLifeDays`.
///
/// Sums are kept as of a fixed moment, so that time passes by one factor and not by adding up again.
package enum TrendScale {
    package static let halfLifeDays = 30.0
    /// Asked of a moment long before the plays, a sum would be infinite.
    private static let countMax = 1e12
    /// 2020-01-01.
    private static let originSeconds = 1_577_836_800.0

    /// What a play of a moment adds to a track's sum; one that is said to be of the future is of now.
    package static func growth(_ seconds: Double, nowSeconds: Double) -> Double {
        growth(min(seconds, nowSeconds))
    }

    private static func growth(_ seconds: Double) -> Double {
        exp2((seconds - originSeconds) / 86_400 / halfLifeDays)
    }

    /// What a sum is multiplied with to hold at a moment.
    package static func decay(nowSeconds: Double) -> Double { 1 / growth(nowSeconds) }

    /// ln(1 + listeners that still count).
    package static func score(_ sum: Double, decay: Double) -> Float {
        log1pf(Float(min(sum * decay, countMax)))
    }
}
