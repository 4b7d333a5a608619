import CatalogStore

/// What was done with one thing, or by one person.
package struct ListeningCounts: Sendable, Equatable {
    package var plays = 0
    package var skips = 0
    package var likes = 0
    package var dislikes = 0
    package var bans = 0
    package var ratings = 0
    /// The sum of the ratings, in half steps.
    package var ratingHalves = 0
    package var heardMs = 0
    /// Plays and skips of which it is known how much was heard, and the sum of the shares.
    package var measured = 0
    package var shares = 0.0

    package var heard: Int { plays + skips }
    package var events: Int { heard + likes + dislikes + bans + ratings }
    /// Skips among plays and skips.
    package var skipRate: Double? { heard > 0 ? Double(skips) / Double(heard) : nil }
    /// How much of a track is heard, on average.
    package var completion: Double? { measured > 0 ? shares / Double(measured) : nil }
    package var rating: Double? { ratings > 0 ? Double(ratingHalves) / 2 / Double(ratings) : nil }
    package var hours: Double { Double(heardMs) / 3_600_000 }

    static func += (total: inout ListeningCounts, part: ListeningCounts) {
        total.plays += part.plays
        total.skips += part.skips
        total.likes += part.likes
        total.dislikes += part.dislikes
        total.bans += part.bans
        total.ratings += part.ratings
        total.ratingHalves += part.ratingHalves
        total.heardMs += part.heardMs
        total.measured += part.measured
        total.shares += part.shares
    }

    /// - Parameter totalMs: the length of what was heard; -1 where it is not known, as for `playedMs`.
    @inline(__always)
    mutating func add(kind: Int64, playedMs: Int64, totalMs: Int64, ratingHalves: Int64) {
        switch kind {
        case 1: plays += 1
        case 2: skips += 1
        case 3: likes += 1
        case 4: dislikes += 1
        case 5: bans += 1
        default:
            ratings += 1
            self.ratingHalves += Int(ratingHalves)
        }
        guard kind <= 2 else { return }
        // A play of which nobody says how long was heard to its end, as far as listening time goes.
        heardMs += Int(playedMs >= 0 ? playedMs : kind == 1 ? max(0, totalMs) : 0)
        if playedMs >= 0, totalMs > 0 {
            measured += 1
            shares += min(1, Double(playedMs) / Double(totalMs))
        }
    }
}
