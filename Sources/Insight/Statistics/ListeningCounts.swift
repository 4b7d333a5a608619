import CatalogStore

/// What was done with one thing, or by one person.
package struct ListeningCounts: Sendable {
    /// Events by their kind: a count is found, not branched to, for there are millions.
    private var events = InlineArray<8, UInt32>(repeating: 0)
    /// The sum of the ratings, in half steps.
    private var ratingHalves = 0
    private var heardMs = 0
    /// The sum of the shares that were heard.
    private var shares = 0.0

    private static let lastKind: Int64 = 6
    /// The lane that counts plays and skips of which it is known how much was heard.
    private static let measuredLane = 7

    package var plays: Int { Int(events[1]) }
    package var skips: Int { Int(events[2]) }
    package var likes: Int { Int(events[3]) }
    package var dislikes: Int { Int(events[4]) }
    package var bans: Int { Int(events[5]) }
    package var ratings: Int { Int(events[6]) }
    package var heard: Int { plays + skips }
    package var eventCount: Int { heard + likes + dislikes + bans + ratings }
    /// Skips among plays and skips.
    package var skipRate: Double? { heard > 0 ? Double(skips) / Double(heard) : nil }
    /// How much of a track is heard, on average.
    package var completion: Double? {
        let measured = events[Self.measuredLane]
        return measured > 0 ? shares / Double(measured) : nil
    }
    package var rating: Double? { ratings > 0 ? Double(ratingHalves) / 2 / Double(ratings) : nil }
    package var hours: Double { Double(heardMs) / 3_600_000 }

    static func += (total: inout ListeningCounts, part: ListeningCounts) {
        for kind in part.events.indices { total.events[kind] += part.events[kind] }
        total.ratingHalves += part.ratingHalves
        total.heardMs += part.heardMs
        total.shares += part.shares
    }

    /// - Parameter totalMs: the length of what was heard; -1 where it is not known, as for `playedMs`.
    @inline(__always)
    mutating func add(kind: Int64, playedMs: Int64, totalMs: Int64, ratingHalves: Int64) {
        events[Int(max(1, min(Self.lastKind, kind)))] += 1
        self.ratingHalves += Int(ratingHalves)
        guard kind <= 2 else { return }
        // A play of which nobody says how long was heard to its end, as far as listening time goes.
        heardMs += Int(playedMs >= 0 ? playedMs : kind == 1 ? max(0, totalMs) : 0)
        if playedMs >= 0, totalMs > 0 {
            events[Self.measuredLane] += 1
            shares += min(1, Double(playedMs) / Double(totalMs))
        }
    }
}
