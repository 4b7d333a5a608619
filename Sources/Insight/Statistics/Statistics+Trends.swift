import CatalogCore
import CatalogStore

/// How a thing fares now and in the time of the same length before.
private struct Trend {
    let place: Int
    var now = 0
    var before = 0
    var name = ""

    /// The difference in standard deviations of what chance does to counts (two Poisson counts of one rate).
    var score: Double { Double(now - before) / Double(max(1, now + before)).squareRoot() }
}

extension Statistics {
    /// How far back `trending` looks where nothing else is said: 30 days.
    package static var trendMs: Int64 { 30 * CivilDay.milliseconds }

    /// What rises and falls: plays in a span against those in the span of the same length before it.
    package func trending() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let until = scope.until?.milliseconds ?? now.milliseconds + 1
        let since = scope.since?.milliseconds ?? until - Self.trendMs
        var current = scope
        current.since = Timestamp(milliseconds: since)
        current.until = Timestamp(milliseconds: until)
        var former = scope
        former.since = Timestamp(milliseconds: since - (until - since))
        former.until = Timestamp(milliseconds: since)
        let recent = try ListeningTally(catalog, music: music, scope: current)
        let earlier = try ListeningTally(catalog, music: music, scope: former)
        let (artistLists, artists) = try music.artists(catalog)
        let (genreLists, genres) = try music.genres(catalog)
        var tracks = (0..<music.count).map { Trend(place: $0) }
        var byArtist = artists.indices.map { Trend(place: $0) }
        var byGenre = genres.indices.map { Trend(place: $0) }
        for place in 0..<music.count {
            let (one, other) = (recent.tracks[place].plays, earlier.tracks[place].plays)
            guard one + other > 0 else { continue }
            tracks[place].now = one
            tracks[place].before = other
            for artist in artistLists[place] {
                byArtist[Int(artist)].now += one
                byArtist[Int(artist)].before += other
            }
            for genre in genreLists[place] {
                byGenre[Int(genre)].now += one
                byGenre[Int(genre)].before += other
            }
        }
        let trackTrends = try ends(of: tracks) { trend in
            guard let track = try catalog.track(music.ids[trend.place]) else { return "" }
            return track.artist.isEmpty ? track.title : "\(track.title) — \(track.artist)"
        }
        let artistTrends = try ends(of: byArtist) { try catalog.artist(artists[$0.place])?.name ?? "" }
        let genreTrends = ends(of: byGenre) { genres[$0.place].name }
        let span = "\(Self.date(since)) to \(Self.date(until)), and as long before"
        return StatisticsAnswer(
            .trending,
            tables: [
                Self.table("tracks", title: "Tracks that rise and fall", trackTrends),
                Self.table("artists", title: "Artists that rise and fall", artistTrends),
                Self.table("genres", title: "Genres that rise and fall", genreTrends),
            ],
            charts: [
                "tracks": Self.chart("Tracks that rise and fall", span, trackTrends),
                "artists": Self.chart("Artists that rise and fall", span, artistTrends),
                "genres": Self.chart("Genres that rise and fall", span, genreTrends),
            ], remark: remark(recent, since: since, until: until))
    }

    private func remark(_ tally: ListeningTally, since: Int64, until: Int64) -> String {
        let newest = tally.newestMs.map {
            "the newest event is of \(Self.date($0)): name a time with --until"
        }
        return "Nothing was played between \(Self.date(since - (until - since))) and \(Self.date(until)); "
            + (newest ?? "there are no events") + "."
    }

    private static func date(_ milliseconds: Int64) -> String {
        CivilDay(number: CivilDay.split(milliseconds: milliseconds).number).iso
    }

    /// What rises most, then what falls most.
    private func ends(of trends: [Trend], name: (Trend) throws -> String) rethrows -> [Trend] {
        let moving = trends.filter { $0.now != $0.before }.sorted {
            ($0.score, $1.place) > ($1.score, $0.place)
        }
        let rising = moving.filter { $0.score > 0 }.prefix(scope.limit)
        let falling = moving.reversed().filter { $0.score < 0 }.prefix(scope.limit)
        return try (rising + falling.reversed()).map { trend in
            var named = trend
            named.name = try name(trend)
            return named
        }
    }

    private static func table(_ name: String, title: String, _ trends: [Trend]) -> StatisticsTable {
        StatisticsTable(
            name, title: title, trends,
            [
                StatisticsColumn("name") { .text($0.name) },
                StatisticsColumn("plays_now", title: "Plays now") { StatisticsValue($0.now) },
                StatisticsColumn("plays_before", title: "Before") { StatisticsValue($0.before) },
                StatisticsColumn("change") { StatisticsValue($0.now - $0.before) },
                StatisticsColumn("score") { .number($0.score, decimals: 1) },
            ])
    }

    private static func chart(_ title: String, _ span: String, _ trends: [Trend]) -> any Chart {
        let half = ChartLimits.bars / 2
        let rising = trends.filter { $0.score > 0 }.prefix(half)
        let falling = trends.filter { $0.score < 0 }.suffix(half)
        let shown = (rising + falling).sorted {
            ($0.now - $0.before, $1.name) > ($1.now - $1.before, $0.name)
        }
        return BarChart(
            ChartHeading(title, subtitle: "Change of plays, \(span)"), categories: shown.map(\.name),
            series: [.init("change", shown.map { Double($0.now - $0.before) })], format: .count)
    }
}
