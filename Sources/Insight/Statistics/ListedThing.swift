import CatalogStore

/// A genre, artist, mood or era with what is counted of it.
struct ListedThing: Sendable {
    /// The place in whatever it is one of.
    let place: Int
    var name = ""
    var trackCount = 0
    /// How many rows of imported tables spoke of its tracks.
    var rowCount = 0
    var popularity = MeanValue()
    /// Of its tracks in a minor and in a major key.
    var minor = MeanValue()
    var major = MeanValue()
    var minorCount = 0
    var majorCount = 0
    var listening = ListeningCounts()
    var listeners = 0

    init(place: Int) { self.place = place }

    /// What it is ordered by; nil comes last.
    func value(of order: StatisticsOrder) -> Double? {
        switch order {
        case .popularity: popularity.mean
        case .plays: Double(listening.plays)
        case .listeners: Double(listeners)
        case .tracks: Double(trackCount)
        case .hours: listening.hours
        case .likes: Double(listening.likes)
        case .skipRate: listening.skipRate
        }
    }

    static var listeningColumns: [StatisticsColumn<ListedThing>] {
        [
            StatisticsColumn("plays") { StatisticsValue($0.listening.plays) },
            StatisticsColumn("skips") { StatisticsValue($0.listening.skips) },
            StatisticsColumn("skip_rate") { StatisticsValue(share: $0.listening.skipRate) },
            StatisticsColumn("completion") { StatisticsValue(share: $0.listening.completion) },
            StatisticsColumn("listeners") { StatisticsValue($0.listeners) },
            StatisticsColumn("hours") { .number($0.listening.hours, decimals: 1) },
            StatisticsColumn("likes") { StatisticsValue($0.listening.likes) },
            StatisticsColumn("rating") { StatisticsValue($0.listening.rating, decimals: 2) },
        ]
    }

    /// The first of a list by an order. Ties go by the number of table rows, then by name, then by place.
    ///
    /// Names are asked for only where they decide or are shown.
    static func ranked(
        _ things: [ListedThing], by order: StatisticsOrder, limit: Int, name: (ListedThing) throws -> String
    ) rethrows -> [ListedThing] {
        func key(_ thing: ListedThing) -> (Double, Int) {
            (thing.value(of: order) ?? -.infinity, thing.rowCount)
        }
        var sorted = things.sorted { (key($0).0, key($0).1, $1.place) > (key($1).0, key($1).1, $0.place) }
        guard sorted.count > 0, limit > 0 else { return [] }
        // All that tie with the last one shown take part in the order of names, up to a limit.
        let last = key(sorted[min(limit, sorted.count) - 1])
        var end = min(limit, sorted.count)
        while end < sorted.count, end < limit + nameTieLimit, key(sorted[end]) == last { end += 1 }
        for place in 0..<end { sorted[place].name = try name(sorted[place]) }
        let candidates = sorted[..<end].sorted { one, other in
            let (first, second) = (key(one), key(other))
            return first != second ? first > second : (one.name, one.place) < (other.name, other.place)
        }
        return Array(candidates.prefix(limit))
    }

    private static let nameTieLimit = 20_000
}
