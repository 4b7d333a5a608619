import CatalogCore
import CatalogStore

/// One listener with what is counted of them.
private struct ListedPerson {
    let place: Int
    let name: String
    let listening: ListeningCounts
    let first: FirstPlays.Person
    let lastHeard: Timestamp?

    /// First plays among plays.
    var discovery: Double? {
        listening.plays > 0 ? Double(first.discoveries) / Double(listening.plays) : nil
    }

    func value(of order: StatisticsOrder) -> Double {
        switch order {
        case .popularity, .plays, .listeners: Double(listening.plays)
        case .tracks: Double(first.tracks)
        case .hours: listening.hours
        case .likes: Double(listening.likes)
        case .skipRate: listening.skipRate ?? -1
        }
    }
}

/// Two listeners and what they share.
private struct SharedTaste {
    let one: String
    let other: String
    let tracks: Int
    let overlap: Double
}

extension Statistics {
    /// Listeners by what they do, how much they discover, and who hears the same.
    package func users() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let (lists, artists) = try music.artists(catalog)
        let tally = try ListeningTally(catalog, music: music, scope: scope, keepsHistory: true)
        let compared = tally.people.indices.filter { tally.people[$0].plays > 0 }.sorted {
            (tally.people[$0].plays, $1) > (tally.people[$1].plays, $0)
        }.prefix(AudienceLimits.people)
        let firsts = FirstPlays(
            tally.history, trackCount: music.count, range: scope.timeRange, groups: lists,
            groupCount: artists.count,
            chosenPeople: Set(compared))
        let order = scope.order ?? .plays
        let people = tally.users.indices.filter { tally.people[$0].eventCount > 0 }.map { place in
            ListedPerson(
                place: place, name: tally.users[place].name, listening: tally.people[place],
                first: firsts.people[place],
                lastHeard: tally.lastHeardMs[place] > .min
                    ? Timestamp(milliseconds: tally.lastHeardMs[place]) : nil)
        }.sorted { one, other in
            let (first, second) = (one.value(of: order), other.value(of: order))
            return first != second ? first > second : one.name < other.name
        }
        let shown = Array(people.prefix(scope.limit))
        let (overlaps, chart) = overlaps(of: Array(compared), firsts, tally)
        return StatisticsAnswer(
            .users, tables: [Self.peopleTable(shown), overlaps],
            charts: ["users": Self.peopleChart(shown, by: order), "overlap": chart],
            remark:
                "Nobody did anything: `catalog feedback import` and `catalog import listens` bring what people heard."
        )
    }

    private static func peopleTable(_ people: [ListedPerson]) -> StatisticsTable {
        StatisticsTable(
            "users", title: "Listeners", people,
            [
                StatisticsColumn("user", title: "Listener") { .text($0.name) },
                StatisticsColumn("plays") { StatisticsValue($0.listening.plays) },
                StatisticsColumn("skips") { StatisticsValue($0.listening.skips) },
                StatisticsColumn("skip_rate") { StatisticsValue(share: $0.listening.skipRate) },
                StatisticsColumn("completion") { StatisticsValue(share: $0.listening.completion) },
                StatisticsColumn("hours") { .number($0.listening.hours, decimals: 1) },
                StatisticsColumn("tracks") { StatisticsValue($0.first.tracks) },
                StatisticsColumn("artists") { StatisticsValue($0.first.groups) },
                StatisticsColumn("discovery") { StatisticsValue(share: $0.discovery) },
                StatisticsColumn("likes") { StatisticsValue($0.listening.likes) },
                StatisticsColumn("dislikes") { StatisticsValue($0.listening.dislikes + $0.listening.bans) },
                StatisticsColumn("rating") { StatisticsValue($0.listening.rating, decimals: 2) },
                StatisticsColumn("last_heard") { StatisticsValue(time: $0.lastHeard?.milliseconds) },
            ])
    }

    private static func peopleChart(_ people: [ListedPerson], by order: StatisticsOrder) -> any Chart {
        let shown = people.prefix(ChartLimits.bars)
        guard order == .plays || order == .popularity || order == .listeners else {
            return BarChart(
                ChartHeading(
                    "Listeners", subtitle: FieldName.words(order.rawValue.replacing("-", with: "_"))),
                categories: shown.map(\.name),
                series: [.init(order.rawValue, shown.map { $0.value(of: order) })],
                format: order == .skipRate ? .share : order == .hours ? .fixed(1) : .count)
        }
        return BarChart(
            ChartHeading("Listeners", subtitle: "Plays, and which of them were the first of their track"),
            categories: shown.map(\.name),
            series: [
                .init("plays", shown.map { Double($0.listening.plays) }),
                .init("first plays", shown.map { Double($0.first.discoveries) }),
            ], format: .count)
    }

    /// Of the tracks that two people played, those that both did (Jaccard 1901).
    private func overlaps(
        of people: [Int], _ firsts: FirstPlays, _ tally: ListeningTally
    ) -> (StatisticsTable, any Chart) {
        let sets = people.map { Set(firsts.tracksOfChosen[$0] ?? []) }
        let names = people.map { tally.users[$0].name }
        var pairs: [SharedTaste] = []
        var values = [Double?](repeating: nil, count: people.count * people.count)
        for first in people.indices {
            for second in people.indices where second >= first {
                let both = first == second ? sets[first].count : sets[first].intersection(sets[second]).count
                let overlap = Double(both) / Double(max(1, sets[first].count + sets[second].count - both))
                values[first * people.count + second] = overlap
                values[second * people.count + first] = overlap
                if first < second, both > 0 {
                    pairs.append(
                        SharedTaste(one: names[first], other: names[second], tracks: both, overlap: overlap))
                }
            }
        }
        pairs.sort { ($0.overlap, $0.tracks, $1.one, $1.other) > ($1.overlap, $1.tracks, $0.one, $0.other) }
        let table = StatisticsTable(
            "overlap", title: "Who hears the same", Array(pairs.prefix(scope.limit)),
            [
                StatisticsColumn("user", title: "Listener") { .text($0.one) },
                StatisticsColumn("other") { .text($0.other) },
                StatisticsColumn("tracks", title: "Tracks of both") { StatisticsValue($0.tracks) },
                StatisticsColumn("overlap") { .share($0.overlap) },
            ])
        let chart = HeatMap(
            ChartHeading(
                "Who hears the same",
                subtitle: "Of the tracks that one or the other played, those that both did"),
            rows: names, columns: names, values: values, scale: .amounts(0...1), format: .share)
        return (table, chart)
    }
}
