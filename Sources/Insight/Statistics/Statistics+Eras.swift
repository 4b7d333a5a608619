import CatalogCore
import CatalogStore

/// How the tracks of a decade sound.
private struct EraSound {
    var loudness = MeanValue()
    var tempo = MeanValue()
}

extension Statistics {
    /// Decades by how much there is of them, how it sounds and how it fares.
    package func eras() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let tempers = try music.tempers(catalog)
        let tally = try ListeningTally(catalog, music: music, scope: scope)
        var decades: [Int: ListedThing] = [:]
        var sounds: [Int: EraSound] = [:]
        try catalog.forEachTrackFact { fact in
            guard let year = fact.year else { return }
            let place = music.index[fact.id.rawValue]
            guard place >= 0, music.ids[place] == fact.id else { return }
            let decade = year / 10 * 10
            decades[decade, default: ListedThing(place: decade)].include(
                popularity: music.popularity[place], isMajor: tempers[place]?.isMajor,
                listening: tally.tracks[place])
            sounds[decade, default: EraSound()].loudness.add(tempers[place]?.loudnessLufs ?? .nan)
            sounds[decade, default: EraSound()].tempo.add(tempers[place]?.tempoBpm ?? .nan)
        }
        let shown = decades.values.filter { $0.trackCount >= max(1, scope.trackCountMin) }
            .sorted { $0.place < $1.place }
        let table = StatisticsTable(
            "eras", title: "Decades", shown,
            [
                StatisticsColumn("decade") { .text("\($0.place)s") },
                StatisticsColumn("tracks") { StatisticsValue($0.trackCount) },
                StatisticsColumn("popularity") { StatisticsValue($0.popularity.mean, decimals: 2) },
                StatisticsColumn("minor_share") { era in
                    StatisticsValue(
                        share: era.minorCount + era.majorCount > 0
                            ? Double(era.minorCount) / Double(era.minorCount + era.majorCount) : nil)
                },
                StatisticsColumn("loudness_lufs", title: "LUFS") {
                    StatisticsValue(sounds[$0.place]?.loudness.mean, decimals: 1)
                },
                StatisticsColumn("tempo_bpm", title: "BPM") {
                    StatisticsValue(sounds[$0.place]?.tempo.mean, decimals: 0)
                },
                StatisticsColumn("plays") { StatisticsValue($0.listening.plays) },
                StatisticsColumn("skip_rate") { StatisticsValue(share: $0.listening.skipRate) },
                StatisticsColumn("completion") { StatisticsValue(share: $0.listening.completion) },
            ])
        let chart = BarChart(
            ChartHeading("Decades", subtitle: "Tracks by the year of their recording"),
            categories: shown.map { "\($0.place)s" },
            series: [.init("tracks", shown.map { Double($0.trackCount) })],
            direction: .vertical, format: .count)
        return StatisticsAnswer(
            .eras, tables: [table], charts: ["eras": chart],
            remark: "No track's year is known: tags and `catalog import tracks` bring it.")
    }
}
