import Learning

/// What one listener did, by track index, with what follows from it kept up to date.
///
/// Columns in the order of the tracks, since a service keeps many listeners: a table of hashes is more than half empty
/// after it grew, and grows by doubling.
package struct Listener: Sendable {
    private var tracks: [Int32] = []
    /// Beside `tracks`.
    private var pairs: [PairSignals] = []
    /// What is disliked or banned: in no answer.
    package private(set) var refused: Set<Int32> = []

    /// How many of a listener's strongest preferences take part in an answer.
    package static let historyCountMax = 1_000
    /// The columns grow by a part of themselves.
    private static let growthDivisor = 8

    package init() {}

    /// - Parameter signals: in the order of the log: sums are the same to the bit as where they are taken in one by one.
    package init(_ signals: [(track: Int32, signal: Signal)], weights: SignalWeights) {
        let order = signals.indices.sorted {
            signals[$0].track != signals[$1].track ? signals[$0].track < signals[$1].track : $0 < $1
        }
        reserve(zip(order, order.dropFirst()).count { signals[$0].track != signals[$1].track } + 1)
        for place in order {
            let (track, signal) = signals[place]
            if tracks.last != track {
                tracks.append(track)
                pairs.append(PairSignals())
            }
            pairs[pairs.count - 1].include(signal, weights: weights)
        }
        for (track, pair) in zip(tracks, pairs) where pair.isRefused { refused.insert(track) }
    }

    package mutating func include(_ signal: Signal, track: Int32, weights: SignalWeights) {
        let place = place(of: track)
        if place == tracks.count || tracks[place] != track {
            if tracks.count == tracks.capacity || pairs.count == pairs.capacity {
                reserve(tracks.count + tracks.count / Self.growthDivisor + 1)
            }
            tracks.insert(track, at: place)
            pairs.insert(PairSignals(), at: place)
        }
        pairs[place].include(signal, weights: weights)
        if pairs[place].isRefused { refused.insert(track) } else { refused.remove(track) }
    }

    private mutating func reserve(_ count: Int) {
        tracks.reserveCapacity(count)
        pairs.reserveCapacity(count)
    }

    /// Where a track is, or belongs.
    private func place(of track: Int32) -> Int {
        var (low, high) = (0, tracks.count)
        while low < high {
            let middle = (low + high) / 2
            if tracks[middle] < track { low = middle + 1 } else { high = middle }
        }
        return low
    }

    package var trackCount: Int { tracks.count }

    package subscript(track: Int32) -> PairSignals? {
        let place = place(of: track)
        return place < tracks.count && tracks[place] == track ? pairs[place] : nil
    }

    /// What was done with each track, ascending.
    package func forEachTrack(_ body: (Int32, PairSignals) -> Void) {
        for place in tracks.indices { body(tracks[place], pairs[place]) }
    }

    /// The preferences as the recommenders read them: the strongest `historyCountMax`.
    package func history(nowSeconds: Double, weights: SignalWeights) -> History {
        var entries: [(track: Int32, weight: Float, time: Double)] = []
        entries.reserveCapacity(tracks.count)
        for (track, pair) in zip(tracks, pairs) {
            let weight = pair.preference(nowSeconds: nowSeconds, weights: weights)
            if weight != 0 { entries.append((track, weight, pair.lastHeardSeconds ?? 0)) }
        }
        if entries.count > Listener.historyCountMax {
            entries.sort {
                abs($0.weight) != abs($1.weight) ? abs($0.weight) > abs($1.weight) : $0.track < $1.track
            }
            entries.removeLast(entries.count - Listener.historyCountMax)
            entries.sort { $0.track < $1.track }
        }
        return History(
            items: entries.map(\.track), weights: entries.map(\.weight), timesSeconds: entries.map(\.time))
    }

    /// The tracks that were played or skipped.
    package var heard: [Int32] { zip(tracks, pairs).filter { $0.1.lastHeardSeconds != nil }.map(\.0) }
}
