import CatalogCore
import CatalogStore

/// The corners of valence and energy (Russell 1980: a circumplex model of affect).
enum MoodCorner: String, CaseIterable {
    case joyful, tense, sad, calm

    init(valence: Double, energy: Double) {
        self = energy >= 0.5 ? (valence >= 0.5 ? .joyful : .tense) : (valence >= 0.5 ? .calm : .sad)
    }

    var meaning: String {
        switch self {
        case .joyful: "glad and lively"
        case .tense: "dark and lively"
        case .sad: "dark and quiet"
        case .calm: "glad and quiet"
        }
    }
}

extension Statistics {
    /// Moods by how many tracks have them and how these fare; valence against energy; keys.
    package func moods() throws -> StatisticsAnswer {
        let music = try MusicTable(catalog, scope: scope)
        let tempers = try music.tempers(catalog)
        let tally = try ListeningTally(catalog, music: music, scope: scope)
        var corners = MoodCorner.allCases.indices.map { ListedThing(place: $0) }
        let side = MoodGrid.side
        var grid = [Int](repeating: 0, count: side * side)
        var keys = [[Int]](repeating: [0, 0], count: 12)
        for (place, temper) in tempers.enumerated() {
            guard let temper else { continue }
            if let key = temper.key, let isMajor = temper.isMajor, keys.indices.contains(key) {
                keys[key][isMajor ? 1 : 0] += 1
            }
            guard let valence = temper.valence, let energy = temper.energy else { continue }
            let corner = MoodCorner(valence: valence, energy: energy)
            if let index = MoodCorner.allCases.firstIndex(of: corner) {
                corners[index].include(
                    popularity: music.popularity[place], isMajor: temper.isMajor,
                    listening: tally.tracks[place])
            }
            grid[MoodGrid.index(energy) * side + MoodGrid.index(valence)] += 1
        }
        for index in corners.indices { corners[index].name = MoodCorner.allCases[index].rawValue }
        let known = corners.reduce(0) { $0 + $1.trackCount }
        return StatisticsAnswer(
            .moods,
            tables: [Self.moodTable(corners.filter { $0.trackCount > 0 }, of: known), Self.keyTable(keys)],
            charts: ["moods": MoodGrid.chart(grid), "keys": Self.keyChart(keys)],
            remark:
                "No track's valence and energy are known: `catalog import tracks` brings them, `catalog train mood` predicts them."
        )
    }

    private static func moodTable(_ moods: [ListedThing], of known: Int) -> StatisticsTable {
        StatisticsTable(
            "moods", title: "Moods", moods,
            [
                StatisticsColumn("mood") { .text($0.name) },
                StatisticsColumn("meaning") { .text(MoodCorner(rawValue: $0.name)?.meaning ?? "") },
                StatisticsColumn("tracks") { StatisticsValue($0.trackCount) },
                StatisticsColumn("share") { .share(Double($0.trackCount) / Double(max(1, known))) },
                StatisticsColumn("popularity") { StatisticsValue($0.popularity.mean, decimals: 2) },
                StatisticsColumn("minor_share") { mood in
                    StatisticsValue(
                        share: mood.minorCount + mood.majorCount > 0
                            ? Double(mood.minorCount) / Double(mood.minorCount + mood.majorCount) : nil)
                },
                StatisticsColumn("plays") { StatisticsValue($0.listening.plays) },
                StatisticsColumn("skip_rate") { StatisticsValue(share: $0.listening.skipRate) },
                StatisticsColumn("completion") { StatisticsValue(share: $0.listening.completion) },
            ])
    }

    private static var keyNames: [String] {
        ["C", "C♯", "D", "D♯", "E", "F", "F♯", "G", "G♯", "A", "A♯", "B"]
    }

    private static func keyTable(_ keys: [[Int]]) -> StatisticsTable {
        StatisticsTable(
            "keys", title: "Keys", keys.indices.filter { keys[$0][0] + keys[$0][1] > 0 },
            [
                StatisticsColumn("key") { .text(keyNames[$0]) },
                StatisticsColumn("minor") { StatisticsValue(keys[$0][0]) },
                StatisticsColumn("major") { StatisticsValue(keys[$0][1]) },
            ])
    }

    private static func keyChart(_ keys: [[Int]]) -> any Chart {
        BarChart(
            ChartHeading("Keys", subtitle: "Tracks in minor and major"), categories: keyNames,
            series: [.init("minor", keys.map { Double($0[0]) }), .init("major", keys.map { Double($0[1]) })],
            direction: .vertical, format: .count)
    }
}

/// Valence by energy, cut into squares.
enum MoodGrid {
    static let side = 10

    static func index(_ value: Double) -> Int { max(0, min(side - 1, Int(value * Double(side)))) }

    /// - Parameter counts: `counts[energy * side + valence]`.
    static func chart(_ counts: [Int]) -> any Chart {
        let names = (0..<side).map { AxisFormat.fixed(1).text(Double($0) / Double(side)) }
        // The liveliest row is drawn on top.
        let values = (0..<side).reversed().flatMap { row in
            counts[row * side..<(row + 1) * side].map { Double($0) }
        }
        return HeatMap(
            ChartHeading(
                "Mood of the music", subtitle: "Tracks by valence (dark to glad) and energy (quiet to lively)"
            ),
            rows: names.reversed(), columns: names, values: values,
            scale: .amounts(0...Double(max(1, counts.max() ?? 1))), format: .count, rowName: "energy",
            columnName: "valence")
    }
}
