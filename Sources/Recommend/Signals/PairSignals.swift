import CatalogCore
import Glibc

/// All that one listener did with one track, added up so that a new signal costs no look at the old ones.
///
/// Sums fade from a reference moment, so that 2^(time / half-life) does not overflow within centuries.
package struct PairSignals: Sendable, Equatable {
    /// Σ completion · 2^((time - origin) / half-life).
    private var played = 0.0
    private var skipped = 0.0
    private var stance: Signal?
    private var rating: Signal?
    package private(set) var lastHeardSeconds: Double?
    package private(set) var playCount = 0
    package private(set) var skipCount = 0

    /// 2020-01-01.
    private static let originSeconds = 1_577_836_800.0
    private static let daySeconds = 86_400.0

    package init() {}

    package var isBanned: Bool { stance?.kind == .ban }
    package var isLiked: Bool { stance?.kind == .like }
    package var isDisliked: Bool { stance?.kind == .dislike }

    /// What this listener adds to what trends: once, as of the last time they played the track or liked it.
    package var trendGrowth: Double {
        let moments = [playCount > 0 ? lastHeardSeconds : nil, isLiked ? stance?.timeSeconds : nil]
        return moments.compactMap { $0 }.max().map(TrendScale.growth) ?? 0
    }

    /// Takes in one signal, in any order; of two stances or ratings the later holds.
    package mutating func include(_ signal: Signal, weights: SignalWeights = .standard) {
        switch signal.kind {
        case .play(let completion):
            let share = min(1, max(0, completion ?? weights.unknownCompletion))
            played += share * Self.growth(signal.timeSeconds, weights.likingHalfLifeDays)
            playCount += 1
            lastHeardSeconds = max(lastHeardSeconds ?? signal.timeSeconds, signal.timeSeconds)
        case .skip(let completion):
            let share = min(1, max(0, completion ?? 0))
            let lateness = min(1, share / weights.earlySkipEnd)
            let cost = weights.earlySkip + (weights.lateSkip - weights.earlySkip) * lateness
            skipped += cost * Self.growth(signal.timeSeconds, weights.dislikingHalfLifeDays)
            skipCount += 1
            lastHeardSeconds = max(lastHeardSeconds ?? signal.timeSeconds, signal.timeSeconds)
        case .like, .dislike, .ban:
            if stance.map({ $0.timeSeconds <= signal.timeSeconds }) ?? true { stance = signal }
        case .rating:
            if rating.map({ $0.timeSeconds <= signal.timeSeconds }) ?? true { rating = signal }
        }
    }

    /// How much the listener wants this track, at a moment.
    package func preference(nowSeconds: Double, weights: SignalWeights = .standard) -> Float {
        let liking = 1 / Self.growth(nowSeconds, weights.likingHalfLifeDays)
        let disliking = 1 / Self.growth(nowSeconds, weights.dislikingHalfLifeDays)
        var total = weights.play * log2(1 + played * liking) - skipped * disliking
        if let stance {
            let age = max(0, nowSeconds - stance.timeSeconds) / Self.daySeconds
            switch stance.kind {
            case .like: total += weights.like * exp2(-age / weights.likingHalfLifeDays)
            case .dislike: total += weights.dislike * exp2(-age / weights.likingHalfLifeDays)
            // The track stays out of all answers; what its ban says of others fades.
            default: total = min(total, 0) + weights.ban * exp2(-age / weights.likingHalfLifeDays)
            }
        }
        if let rating, case .rating(let stars) = rating.kind {
            let age = max(0, nowSeconds - rating.timeSeconds) / Self.daySeconds
            total += weights.star * (stars - weights.neutralRating) * exp2(-age / weights.likingHalfLifeDays)
        }
        return Float(min(weights.limit, max(-weights.limit, total)))
    }

    private static func growth(_ seconds: Double, _ halfLifeDays: Double) -> Double {
        exp2((seconds - originSeconds) / daySeconds / halfLifeDays)
    }
}
