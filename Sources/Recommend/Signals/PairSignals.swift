import CatalogCore
import Glibc

/// All that one listener did with one track, added up so that a new signal costs no look at the old ones.
///
/// Kept small, since a service holds tens of thousands of them. Sums fade from a reference moment, so that 2^(time / half-life) does not overflow within centuries.
package struct PairSignals: Sendable, Equatable {
    private enum Stance: UInt8 { case none, like, dislike, ban }

    /// Σ completion · 2^((time - origin) / half-life).
    private var played = 0.0
    private var skipped = 0.0
    private var stanceSeconds = -Double.infinity
    private var ratingSeconds = -Double.infinity
    private var heardSeconds = -Double.infinity
    private var stars: Float = 0
    private var isPlayed = false
    private var stance = Stance.none

    /// 2020-01-01.
    private static let originSeconds = 1_577_836_800.0
    private static let daySeconds = 86_400.0

    package init() {}

    package var isBanned: Bool { stance == .ban }
    package var isLiked: Bool { stance == .like }
    package var isDisliked: Bool { stance == .dislike }
    /// In no answer.
    var isRefused: Bool { isBanned || isDisliked }
    package var lastHeardSeconds: Double? { heardSeconds > -.infinity ? heardSeconds : nil }

    /// What this listener adds to what trends: once, as of the last time they played the track or liked it.
    package func trendGrowth(nowSeconds: Double) -> Double {
        let moments = [isPlayed ? lastHeardSeconds : nil, isLiked ? stanceSeconds : nil]
        return moments.compactMap { $0 }.max().map { TrendScale.growth($0, nowSeconds: nowSeconds) } ?? 0
    }

    /// Takes in one signal, in any order; of two stances or ratings the later holds.
    package mutating func include(_ signal: Signal, weights: SignalWeights = .standard) {
        switch signal.kind {
        case .play(let completion):
            let share = min(1, max(0, completion ?? weights.unknownCompletion))
            played += share * Self.growth(signal.timeSeconds, weights.likingHalfLifeDays)
            isPlayed = true
            heardSeconds = max(heardSeconds, signal.timeSeconds)
        case .skip(let completion):
            let share = min(1, max(0, completion ?? 0))
            let lateness = min(1, share / weights.earlySkipEnd)
            let cost = weights.earlySkip + (weights.lateSkip - weights.earlySkip) * lateness
            skipped += cost * Self.growth(signal.timeSeconds, weights.dislikingHalfLifeDays)
            heardSeconds = max(heardSeconds, signal.timeSeconds)
        case .like: take(.like, signal.timeSeconds)
        case .dislike: take(.dislike, signal.timeSeconds)
        case .ban: take(.ban, signal.timeSeconds)
        case .rating(let given):
            guard signal.timeSeconds >= ratingSeconds else { return }
            stars = Float(given)
            ratingSeconds = signal.timeSeconds
        }
    }

    private mutating func take(_ stance: Stance, _ seconds: Double) {
        guard seconds >= stanceSeconds else { return }
        self.stance = stance
        stanceSeconds = seconds
    }

    /// How much the listener wants this track, at a moment.
    package func preference(nowSeconds: Double, weights: SignalWeights = .standard) -> Float {
        let liking = 1 / Self.growth(nowSeconds, weights.likingHalfLifeDays)
        let disliking = 1 / Self.growth(nowSeconds, weights.dislikingHalfLifeDays)
        var total = weights.play * log2(1 + played * liking) - skipped * disliking
        if stance != .none {
            let age = max(0, nowSeconds - stanceSeconds) / Self.daySeconds
            let fade = exp2(-age / weights.likingHalfLifeDays)
            switch stance {
            case .none: break
            case .like: total += weights.like * fade
            case .dislike: total += weights.dislike * fade
            // The track stays out of all answers; what its ban says of others fades.
            case .ban: total = min(total, 0) + weights.ban * fade
            }
        }
        if ratingSeconds > -.infinity {
            let age = max(0, nowSeconds - ratingSeconds) / Self.daySeconds
            let fade = exp2(-age / weights.likingHalfLifeDays)
            total += weights.star * (Double(stars) - weights.neutralRating) * fade
        }
        return Float(min(weights.limit, max(-weights.limit, total)))
    }

    private static func growth(_ seconds: Double, _ halfLifeDays: Double) -> Double {
        exp2((seconds - originSeconds) / daySeconds / halfLifeDays)
    }
}
