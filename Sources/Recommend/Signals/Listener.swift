import Learning

/// What one listener did, by track index, with what follows from it kept up to date.
package struct Listener: Sendable {
    package private(set) var pairs: [Int32: PairSignals] = [:]
    /// What is disliked or banned: in no answer.
    package private(set) var refused: Set<Int32> = []

    /// How many of a listener's strongest preferences take part in an answer.
    package static let historyCountMax = 1_000

    package init() {}

    package mutating func include(_ signal: Signal, track: Int32, weights: SignalWeights) {
        pairs[track, default: PairSignals()].include(signal, weights: weights)
        refuse(track)
    }

    /// Puts back a pair as the log now has it, after one of its events was taken back.
    package mutating func replace(_ pair: PairSignals?, track: Int32) {
        pairs[track] = pair
        refuse(track)
    }

    private mutating func refuse(_ track: Int32) {
        let pair = pairs[track]
        if pair?.isBanned == true || pair?.isDisliked == true {
            refused.insert(track)
        } else {
            refused.remove(track)
        }
    }

    /// The preferences as the recommenders read them: the strongest `historyCountMax`.
    package func history(nowSeconds: Double, weights: SignalWeights) -> History {
        var entries = pairs.map { track, pair in
            (
                track: track, weight: pair.preference(nowSeconds: nowSeconds, weights: weights),
                time: pair.lastHeardSeconds ?? 0
            )
        }.filter { $0.weight != 0 }
        if entries.count > Listener.historyCountMax {
            entries.sort {
                abs($0.weight) != abs($1.weight) ? abs($0.weight) > abs($1.weight) : $0.track < $1.track
            }
            entries.removeLast(entries.count - Listener.historyCountMax)
        }
        entries.sort { $0.track < $1.track }
        return History(
            items: entries.map(\.track), weights: entries.map(\.weight), timesSeconds: entries.map(\.time))
    }

    /// The tracks that were played or skipped.
    package var heard: [Int32] { pairs.filter { $0.value.lastHeardSeconds != nil }.map(\.key) }
}
