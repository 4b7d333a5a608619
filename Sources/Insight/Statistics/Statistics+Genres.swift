import CatalogCore
import CatalogStore

extension Statistics {
    /// Genres by popularity, by mode and by listening. A track of several genres counts for each of them.
    package func genres() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let (lists, genres) = try music.genres(catalog)
        let tempers = try music.tempers(catalog)
        let tally = try ListeningTally(catalog, music: music, scope: scope, keepsHistory: true)
        let firsts = FirstPlays(
            tally.history, trackCount: music.count, range: scope.timeRange, groups: lists,
            groupCount: genres.count)
        var things = genres.indices.map { ListedThing(place: $0) }
        for track in 0..<music.count {
            let popularity = music.popularity[track]
            for genre in lists[track] {
                things[Int(genre)].include(
                    popularity: popularity, isMajor: tempers[track]?.isMajor, listening: tally.tracks[track])
            }
        }
        for place in things.indices { things[place].listeners = firsts.listenersOfGroup[place] }
        let order = order(music)
        let shown = ListedThing.ranked(
            things.filter { $0.trackCount >= max(1, scope.trackCountMin) }, by: order, limit: scope.limit
        ) { genres[$0.place].name }
        return StatisticsAnswer(
            .genres, tables: [Self.genreTable(shown), Self.modeTable(shown)],
            charts: [
                "genres": shown.chart(of: "Genres", by: order),
                "modes": Self.modeChart(shown, by: order),
            ],
            remark:
                "No track has a genre: `catalog import tracks` and tags bring them, `catalog train genre` predicts them."
        )
    }

    private static func genreTable(_ genres: [ListedThing]) -> StatisticsTable {
        StatisticsTable(
            "genres", title: "Genres", genres,
            [
                StatisticsColumn("genre") { .text($0.name) },
                StatisticsColumn("tracks") { StatisticsValue($0.trackCount) },
                StatisticsColumn("popularity") { StatisticsValue($0.popularity.mean, decimals: 2) },
            ] + ListedThing.listeningColumns)
    }

    private static func modeTable(_ genres: [ListedThing]) -> StatisticsTable {
        StatisticsTable(
            "modes", title: "Genres by mode", genres.filter { $0.minorCount + $0.majorCount > 0 },
            [
                StatisticsColumn("genre") { .text($0.name) },
                StatisticsColumn("minor_tracks") { StatisticsValue($0.minorCount) },
                StatisticsColumn("minor_popularity") { StatisticsValue($0.minor.mean, decimals: 2) },
                StatisticsColumn("major_tracks") { StatisticsValue($0.majorCount) },
                StatisticsColumn("major_popularity") { StatisticsValue($0.major.mean, decimals: 2) },
                StatisticsColumn("minor_share") { genre in
                    .share(Double(genre.minorCount) / Double(genre.minorCount + genre.majorCount))
                },
            ])
    }

    private static func modeChart(_ genres: [ListedThing], by order: StatisticsOrder) -> any Chart {
        let known = genres.filter { $0.minorCount + $0.majorCount > 0 }.prefix(ChartLimits.bars)
        let isPopular = known.contains { $0.minor.mean ?? $0.major.mean != nil }
        return BarChart(
            ChartHeading(
                "Genres by mode",
                subtitle: isPopular
                    ? "Mean popularity of tracks in minor and major" : "Tracks in minor and major"),
            categories: known.map(\.name),
            series: [
                .init("minor", known.map { isPopular ? $0.minor.mean : Double($0.minorCount) }),
                .init("major", known.map { isPopular ? $0.major.mean : Double($0.majorCount) }),
            ], format: isPopular ? .fixed(1) : .count)
    }
}

extension ListedThing {
    /// Adds a track.
    mutating func include(
        popularity: Float, isMajor: Bool? = nil, listening: ListeningCounts, rowCount: Int = 0
    ) {
        trackCount += 1
        self.rowCount += rowCount
        self.popularity.add(popularity)
        self.listening += listening
        switch isMajor {
        case true?:
            majorCount += 1
            major.add(popularity)
        case false?:
            minorCount += 1
            minor.add(popularity)
        case nil: break
        }
    }
}
