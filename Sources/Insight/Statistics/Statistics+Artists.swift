import CatalogCore
import CatalogStore

extension Statistics {
    /// Artists by popularity and by listening, what is made together against alone, and whose audiences meet.
    package func artists() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let (lists, artists) = try music.artists(catalog)
        let tally = try ListeningTally(catalog, music: music, scope: scope, keepsHistory: true)
        var rows = [Int](repeating: 0, count: music.count)
        try catalog.forEachRowCount { track, count in
            let place = music.index[track.rawValue]
            if place >= 0 { rows[place] += count }
        }
        let groups =
            scope.splitsCredits ? (lists, artists.count) : Self.credits(of: lists, trackCount: music.count)
        var things = (0..<groups.1).map { ListedThing(place: $0) }
        // One track of each, by which it is named.
        var example = [Int](repeating: -1, count: groups.1)
        var solo = ListedThing(place: 0)
        var together = ListedThing(place: 1)
        for track in 0..<music.count where !lists[track].isEmpty {
            let (popularity, listening) = (music.popularity[track], tally.tracks[track])
            for group in groups.0[track] {
                things[Int(group)].include(
                    popularity: popularity, listening: listening, rowCount: max(1, rows[track]))
                example[Int(group)] = track
            }
            if lists[track].count > 1 {
                together.include(popularity: popularity, listening: listening)
            } else {
                solo.include(popularity: popularity, listening: listening)
            }
        }
        let firsts = FirstPlays(
            tally.history, trackCount: music.count, range: scope.timeRange, groups: groups.0,
            groupCount: groups.1)
        for place in things.indices { things[place].listeners = firsts.listenersOfGroup[place] }
        let order = order(music)
        let shown = try ListedThing.ranked(
            things.filter { $0.trackCount >= max(1, scope.trackCountMin) }, by: order, limit: scope.limit
        ) { thing in
            if scope.splitsCredits { return try catalog.artist(artists[thing.place])?.name ?? "" }
            return try catalog.track(music.ids[example[thing.place]])?.artist ?? ""
        }
        let (audiences, audienceChart) = try self.audiences(music, tally, groups, things) { thing in
            try shown.first { $0.place == thing.place }?.name
                ?? catalog.track(music.ids[example[thing.place]])?.artist ?? ""
        }
        solo.name = "alone"
        together.name = "together"
        return StatisticsAnswer(
            .artists,
            tables: [
                Self.artistTable(shown),
                Self.collaborationTable([together, solo].filter { $0.trackCount > 0 }), audiences,
            ],
            charts: [
                "artists": shown.chart(of: "Artists", by: order), "audiences": audienceChart,
                "collaborations": [together, solo].chart(of: "Made together, made alone", by: order),
            ],
            remark: "No track has an artist: `catalog ingest` and `catalog import tracks` bring them.")
    }

    /// Each credit as printed as a group of its own: the same artists in the same order.
    private static func credits(of lists: RowLists, trackCount: Int) -> (RowLists, Int) {
        var single: [Int32: Int32] = [:]
        var several: [[Int32]: Int32] = [:]
        var count: Int32 = 0
        var pairs: [(row: Int32, member: Int32)] = []
        pairs.reserveCapacity(trackCount)
        for track in 0..<trackCount {
            let artists = lists[track]
            guard let first = artists.first else { continue }
            var group = artists.count == 1 ? single[first] : several[Array(artists)]
            if group == nil {
                group = count
                if artists.count == 1 { single[first] = count } else { several[Array(artists)] = count }
                count += 1
            }
            if let group { pairs.append((Int32(track), group)) }
        }
        return (RowLists(rowCount: trackCount, pairs: pairs), Int(count))
    }

    private static func artistTable(_ artists: [ListedThing]) -> StatisticsTable {
        StatisticsTable(
            "artists", title: "Artists", artists,
            [
                StatisticsColumn("artist") { .text($0.name) },
                StatisticsColumn("tracks") { StatisticsValue($0.trackCount) },
                StatisticsColumn("popularity") { StatisticsValue($0.popularity.mean, decimals: 2) },
                StatisticsColumn("rows") { StatisticsValue($0.rowCount) },
            ] + ListedThing.listeningColumns)
    }

    private static func collaborationTable(_ kinds: [ListedThing]) -> StatisticsTable {
        StatisticsTable(
            "collaborations", title: "Made together, made alone", kinds,
            [
                StatisticsColumn("made") { .text($0.name) },
                StatisticsColumn("tracks") { StatisticsValue($0.trackCount) },
                StatisticsColumn("popularity") { StatisticsValue($0.popularity.mean, decimals: 2) },
                StatisticsColumn("plays") { StatisticsValue($0.listening.plays) },
                StatisticsColumn("skip_rate") { StatisticsValue(share: $0.listening.skipRate) },
                StatisticsColumn("completion") { StatisticsValue(share: $0.listening.completion) },
            ])
    }

    /// How far the audiences of the most heard artists are the same people.
    private func audiences(
        _ music: MusicTable, _ tally: ListeningTally, _ groups: (RowLists, Int), _ things: [ListedThing],
        name: (ListedThing) throws -> String
    ) throws -> (StatisticsTable, any Chart) {
        let heard = things.filter { $0.listeners > 0 }.sorted {
            ($0.listeners, $0.listening.plays, $1.place) > ($1.listeners, $1.listening.plays, $0.place)
        }.prefix(AudienceLimits.artists)
        let shared = tally.history.sharedListeners(
            of: heard.map(\.place), in: groups.0, trackCount: music.count, range: scope.timeRange)
        let names = try heard.map(name)
        let audiences = heard.map(\.listeners)
        var meetings: [Meeting] = []
        var values = [Double?](repeating: nil, count: names.count * names.count)
        for first in names.indices {
            for second in names.indices {
                let both = shared[first * names.count + second]
                let overlap = Double(both) / Double(max(1, audiences[first] + audiences[second] - both))
                values[first * names.count + second] = overlap
                if first < second, both > 0 {
                    meetings.append(
                        Meeting(one: names[first], other: names[second], both: both, overlap: overlap))
                }
            }
        }
        meetings.sort { ($0.overlap, $0.both, $1.one, $1.other) > ($1.overlap, $1.both, $0.one, $0.other) }
        let table = StatisticsTable(
            "audiences", title: "Audiences that meet", Array(meetings.prefix(scope.limit)),
            [
                StatisticsColumn("artist") { .text($0.one) }, StatisticsColumn("other") { .text($0.other) },
                StatisticsColumn("both", title: "Heard both") { StatisticsValue($0.both) },
                StatisticsColumn("overlap") { .share($0.overlap) },
            ])
        let chart = HeatMap(
            ChartHeading(
                "Audiences that meet", subtitle: "Of those who heard one or the other, who heard both"),
            rows: names, columns: names, values: values, scale: .amounts(0...1), format: .share)
        return (table, chart)
    }
}

/// Two artists and how many people heard both.
private struct Meeting {
    let one: String
    let other: String
    let both: Int
    let overlap: Double
}

/// How many are compared with each other.
enum AudienceLimits {
    static let artists = 14
    static let people = 30
}
