import CatalogCore
import CatalogStore

extension Statistics {
    /// Tracks by what people do with them, and how mode and plain speech fare.
    package func tracks() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let tally = try ListeningTally(catalog, music: music, scope: scope, keepsHistory: true)
        let firsts = FirstPlays(tally.history, trackCount: music.count, range: scope.timeRange)
        let tempers = try music.tempers(catalog)
        var modes = [ListedThing(place: 0), ListedThing(place: 1)]
        modes[0].name = "minor"
        modes[1].name = "major"
        var things: [ListedThing] = []
        things.reserveCapacity(music.count)
        for place in 0..<music.count {
            var thing = ListedThing(place: place)
            thing.include(popularity: music.popularity[place], listening: tally.tracks[place])
            thing.listeners = firsts.listenersOfTrack[place]
            things.append(thing)
            if let isMajor = tempers[place]?.isMajor {
                modes[isMajor ? 1 : 0].include(
                    popularity: music.popularity[place], listening: tally.tracks[place])
            }
        }
        let order = order(music)
        var records: [Int: Track] = [:]
        let shown = try ListedThing.ranked(things, by: order, limit: scope.limit) { thing in
            let track = try catalog.track(music.ids[thing.place])
            records[thing.place] = track
            return track?.title ?? ""
        }
        let table = StatisticsTable(
            "tracks", title: "Tracks", shown,
            [
                StatisticsColumn("id", title: "ID") { .id(music.ids[$0.place].rawValue) },
                StatisticsColumn("title") { .text($0.name) },
                StatisticsColumn("artist") { .text(records[$0.place]?.artist ?? "") },
                StatisticsColumn("popularity") { StatisticsValue($0.popularity.mean, decimals: 0) },
            ] + ListedThing.listeningColumns)
        let titled = shown.map { thing in
            var named = thing
            if let track = records[thing.place], !track.artist.isEmpty {
                named.name = "\(track.title) — \(track.artist)"
            }
            return named
        }
        return StatisticsAnswer(
            .tracks, tables: [table, Self.modesTable(modes.filter { $0.trackCount > 0 })],
            charts: [
                "tracks": titled.chart(of: "Tracks", by: order),
                "modes": modes.chart(of: "Minor and major", by: order),
            ],
            remark: "There are no tracks: `catalog ingest FOLDER` brings them.")
    }

    private static func modesTable(_ modes: [ListedThing]) -> StatisticsTable {
        StatisticsTable(
            "modes", title: "Minor and major", modes,
            [
                StatisticsColumn("mode") { .text($0.name) },
                StatisticsColumn("tracks") { StatisticsValue($0.trackCount) },
                StatisticsColumn("popularity") { StatisticsValue($0.popularity.mean, decimals: 2) },
                StatisticsColumn("plays") { StatisticsValue($0.listening.plays) },
                StatisticsColumn("skip_rate") { StatisticsValue(share: $0.listening.skipRate) },
                StatisticsColumn("completion") { StatisticsValue(share: $0.listening.completion) },
            ])
    }
}
