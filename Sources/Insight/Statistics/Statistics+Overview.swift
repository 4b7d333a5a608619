import CatalogCore
import CatalogStore

/// Something that a catalog lacks, and how to mend it.
private struct Defect {
    let name: String
    let count: Int
    let of: Int
    let remedy: String
}

extension Statistics {
    /// How much there is, how much of it is heard, what is missing, and how well recommendations cover it.
    package func overview() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let tally = try ListeningTally(catalog, music: music, scope: scope, keepsHistory: true)
        let firsts = FirstPlays(tally.history, trackCount: music.count, range: scope.timeRange)
        let timeline = Timeline(tally, discoveries: firsts.discoveries, offsetMs: scope.offsetMs)
        let evaluations = try EvaluationRecord.stored(in: catalog, limit: 1)
        return StatisticsAnswer(
            .overview,
            tables: [
                try counts(music, tally), Self.measures(tally, firsts), try quality(),
                EvaluationRecord.coverageTable(evaluations.first),
            ],
            charts: [
                "overview": Self.playChart(timeline), "feedback": Self.playChart(timeline),
                "quality": try qualityChart(),
            ])
    }

    private func counts(_ music: MusicTable, _ tally: ListeningTally) throws -> StatisticsTable {
        let overview = try catalog.overview()
        let heard = tally.tracks.count { $0.heard > 0 }
        let measures: [Measure] = [
            Measure("tracks", StatisticsValue(overview.tracks)),
            Measure("recordings", StatisticsValue(music.count)),
            Measure("artists", StatisticsValue(overview.artists)),
            Measure("albums", StatisticsValue(overview.albums)),
            Measure("genres", StatisticsValue(overview.genres)),
            Measure("files", StatisticsValue(overview.files)),
            Measure("listeners", StatisticsValue(overview.users)),
            Measure("events", StatisticsValue(overview.events)),
            Measure("playlists", StatisticsValue(overview.playlists)),
            Measure("models", StatisticsValue(overview.models)),
            Measure(
                "heard of the catalog",
                StatisticsValue(share: music.count > 0 ? Double(heard) / Double(music.count) : nil)),
            Measure("first event", StatisticsValue(time: tally.oldestMs)),
            Measure("last event", StatisticsValue(time: tally.newestMs)),
        ]
        return StatisticsTable(
            "overview", title: "The catalog", measures.filter { $0.value != .missing }, Measure.columns)
    }

    private func defects() throws -> [Defect] {
        let missing = try catalog.missingFacts()
        let files = Dictionary(try catalog.fileCounts().map { ($0.status, $0.count) }, uniquingKeysWith: +)
        let fileTotal = files.values.reduce(0, +)
        let tracks = missing.tracks
        let references = try catalog.overview().openReferences
        return [
            Defect(name: "tracks without a title", count: missing.title, of: tracks, remedy: "tag the files"),
            Defect(
                name: "tracks without an artist", count: missing.artist, of: tracks, remedy: "tag the files"),
            Defect(
                name: "tracks without an album", count: missing.album, of: tracks, remedy: "tag the files"),
            Defect(name: "tracks without a year", count: missing.year, of: tracks, remedy: "tag the files"),
            Defect(
                name: "tracks without a length", count: missing.duration, of: tracks, remedy: "catalog ingest"
            ),
            Defect(
                name: "tracks without a genre", count: missing.genre, of: tracks,
                remedy: "tag the files, or catalog train genre"),
            Defect(
                name: "tracks nobody heard or described", count: missing.descriptors, of: tracks,
                remedy: "catalog ingest, or catalog import tracks"),
            Defect(name: "tracks without a file", count: missing.file, of: tracks, remedy: "catalog match"),
            Defect(
                name: "copies of other tracks", count: missing.copies, of: tracks,
                remedy: "catalog duplicates"),
            Defect(
                name: "files that failed", count: files["failed"] ?? 0, of: fileTotal,
                remedy: "catalog files --failed"),
            Defect(
                name: "files heard in part", count: files["partial"] ?? 0, of: fileTotal,
                remedy: "catalog files"),
            Defect(
                name: "files that cannot be analysed", count: files["unanalysable"] ?? 0, of: fileTotal,
                remedy: "catalog files"),
            Defect(
                name: "files that are missing", count: files["missing"] ?? 0, of: fileTotal,
                remedy: "catalog ingest --prune"),
            Defect(
                name: "listens to music that is not here", count: references, of: 0, remedy: "catalog ingest"),
        ]
    }

    private func quality() throws -> StatisticsTable {
        StatisticsTable(
            "quality", title: "What is missing", try defects().filter { $0.count > 0 },
            [
                StatisticsColumn("defect") { .text($0.name) },
                StatisticsColumn("count") { StatisticsValue($0.count) },
                StatisticsColumn("share") { $0.of > 0 ? .share(Double($0.count) / Double($0.of)) : .missing },
                StatisticsColumn("remedy") { .text($0.remedy) },
            ])
    }

    private func qualityChart() throws -> any Chart {
        let shown = try defects().filter { $0.count > 0 && $0.of > 0 }
        return BarChart(
            ChartHeading("What is missing", subtitle: "Share of the tracks, or of the files"),
            categories: shown.map(\.name),
            series: [.init("share", shown.map { Double($0.count) / Double($0.of) })],
            format: .share)
    }
}
