import CatalogCore
import CatalogStore

/// What was played since an index was made, in the order of the log: trends are the index's sums and these.
///
/// In pieces, so that adding to it while an answer holds an older copy copies little.
package struct TrendNews: Sendable {
    private struct Play: Sendable {
        let event: EventID
        let track: Int32
        /// What the track's sum gains.
        let growth: Double
    }

    private struct Pair: Hashable, Sendable {
        let user: UserID
        let track: Int32
    }

    private static let pieceSize = 512
    private static let pairCountMax = 4_000

    private var pieces: [[Play]] = []
    /// All of it, added up: what every answer but a later page of an older listing asks for.
    private var total: [Int32: Double] = [:]
    /// What each listener who was here lately has added to a track: they count once, as of the last time.
    private var ofPairs = RecentValues<Pair, Double>(costMax: TrendNews.pairCountMax) { _, _ in 1 }
    private var lastEvent = EventID(0)

    package init() {}

    /// What the log has after an event.
    init(
        after event: EventID, in catalog: some CatalogReading, _ table: TrackTable, nowSeconds: Double
    ) throws {
        try catalog.forEachEvent(after: event) { add($0, table, nowSeconds: nowSeconds) }
    }

    package var count: Int { pieces.reduce(0) { $0 + $1.count } }

    package mutating func add(_ event: LoggedEvent, _ table: TrackTable, nowSeconds: Double) {
        guard let signal = Signal(event), let track = table.index(of: event.track) else { return }
        switch signal.kind {
        case .play, .like: break
        default: return
        }
        let growth = TrendScale.growth(signal.timeSeconds, nowSeconds: nowSeconds)
        let pair = Pair(user: event.user, track: track)
        let gain = growth - (ofPairs.value(of: pair) ?? 0)
        guard gain > 0 else { return }
        ofPairs.keep(growth, of: pair)
        let play = Play(event: event.id, track: track, growth: gain)
        total[track, default: 0] += gain
        lastEvent = event.id
        if pieces.last.map({ $0.count < Self.pieceSize }) ?? false {
            pieces[pieces.count - 1].append(play)
        } else {
            pieces.append([play])
        }
    }

    /// What is added to the sums of tracks as of an event; nil for all.
    package func sums(until last: EventID?) -> [Int32: Double] {
        guard let last, last < lastEvent else { return total }
        var sums: [Int32: Double] = [:]
        for piece in pieces {
            for play in piece {
                if play.event > last { return sums }
                sums[play.track, default: 0] += play.growth
            }
        }
        return sums
    }
}
