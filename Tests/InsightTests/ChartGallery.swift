import CatalogCore
import Glibc
import Insight

/// One chart of each kind, with long names, gaps and characters that XML minds.
enum ChartGallery {
    static let genres = [
        "pop-film", "k-pop", "chill", "sad", "grunge", "indian", "anime", "emo & <screamo>",
        "progressive melodic death metal from the north",
    ]

    static var all: [(name: String, chart: any Chart)] {
        [
            ("bars", bars), ("bars-grouped", groupedBars), ("bars-signed", signedBars), ("columns", columns),
            ("lines", lines), ("lines-days", days), ("correlation", correlation), ("hours", hours),
            ("confusion", confusion), ("map", map), ("axes", axes), ("histogram", histogram),
            ("outlines", outlines),
            ("boxes", boxes),
        ]
    }

    static var bars: BarChart {
        BarChart(
            ChartHeading("Genres by mean popularity", subtitle: "Mean over their distinct tracks, 0 to 100"),
            categories: genres,
            series: [.init("popularity", [59.28, 56.96, 53.71, 52.41, 49.58, 49.53, 48.77, nil, 47.9])],
            format: .fixed(2))
    }

    static var groupedBars: BarChart {
        BarChart(
            ChartHeading("Genres by mode"), categories: Array(genres.prefix(4)),
            series: [.init("minor", [58.93, 57.71, 52, 49]), .init("major", [59.56, 56.27, 51, 50.5])],
            format: .fixed(1))
    }

    static var signedBars: BarChart {
        BarChart(
            ChartHeading("Importance by permutation", subtitle: "Loss of accuracy, with 95 % intervals"),
            categories: ["mfcc", "chroma", "tempo", "rolloff"],
            series: [
                .init(
                    "importance", [0.21, 0.08, 0.02, -0.01],
                    intervals: [0.18...0.24, 0.05...0.11, -0.01...0.05, -0.04...0.01])
            ], format: .fixed(3), axisName: "accuracy lost")
    }

    static var columns: BarChart {
        BarChart(
            ChartHeading("Tracks by decade"), categories: (0..<24).map { "\(1800 + $0 * 10)s" },
            series: [.init("tracks", (0..<24).map { pow(1.4, Double($0)) })], direction: .vertical,
            format: .count)
    }

    static var lines: LineChart {
        LineChart(
            ChartHeading(
                "Recommendation quality", subtitle: "NDCG@10 on the last tenth of each listener's plays"),
            series: ["hybrid", "als", "sound", "popular"].enumerated().map { index, name in
                .init(
                    name,
                    (1...12).map {
                        let value = 0.2 + 0.05 * Double(index % 3) + 0.02 * sin(Double($0))
                        return .init(
                            Double($0), value, interval: index == 0 ? value - 0.02...value + 0.02 : nil)
                    })
            }, xName: "run", yName: "NDCG@10")
    }

    static var days: LineChart {
        LineChart(
            ChartHeading("Plays by day"),
            series: [
                .init(
                    "",
                    (0..<400).map { day -> LineChart.Point in
                        .init(1.7e12 + Double(day) * 864e5, 300 + 200 * sin(Double(day) / 9))
                    })
            ],
            xFormat: .day, yFormat: .count, startsAtZero: true)
    }

    static var correlation: HeatMap {
        let names = [
            "energy", "loudness", "danceability", "valence", "tempo", "acousticness", "instrumentalness",
            "liveness",
            "speechiness", "popularity",
        ]
        let values = names.indices.flatMap { row in
            names.indices.map { column -> Double? in
                row == column ? 1 : sin(Double((row + 1) * (column + 1)) * 1.7) * 0.9
            }
        }
        return HeatMap(
            ChartHeading("Correlation of features"), rows: names, columns: names, values: values,
            scale: .signed(1),
            format: .fixed(2))
    }

    static var hours: HeatMap {
        HeatMap(
            ChartHeading("Listening by hour and weekday", subtitle: "Plays, UTC"),
            rows: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
            columns: (0..<24).map(String.init),
            values: (0..<168).map { cell -> Double? in
                let share: Double = cell > 119 ? 1 : 0.6
                return 500 + 480 * sin(Double(cell % 24 - 10) / 4) * share
            },
            scale: .amounts(0...1_000), format: .count, isStretched: true)
    }

    static var confusion: ConfusionMatrix {
        let labels = [
            "blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock",
        ]
        let counts = (0..<100).map { (cell: Int) -> Int in
            cell / 10 == cell % 10 ? 60 + cell % 7 * 5 : cell * 7 % 11
        }
        return ConfusionMatrix(
            ChartHeading("What is taken for what", subtitle: "SVM, ten folds"), labels: labels, counts: counts
        )
    }

    static var map: ScatterMap {
        var random = SplitMix64(seed: 7)
        let groups = (0..<10).map { "genre \($0)" }
        let points = (0..<600).map { index in
            let group = index % 10
            return ScatterMap.Point(
                cos(Double(group)) * 6 + Double.random(in: -2...2, using: &random),
                sin(Double(group) * 1.3) * 4 + Double.random(in: -2...2, using: &random),
                name: "Artist number \(index)", group: group, weight: index % 9 == 0 ? Double(index) : 0)
        }
        return ScatterMap(ChartHeading("Map of the music"), points: points, groups: groups)
    }

    static var axes: ScatterMap {
        ScatterMap(
            ChartHeading("Principal components"),
            points: (0..<40).map {
                .init(Double($0) / 7 - 3, sin(Double($0)), name: "feature \($0)", weight: 1)
            },
            axes: .named(x: "component 1 (34 %)", y: "component 2 (21 %)"))
    }

    static var histogram: Histogram {
        var random = SplitMix64(seed: 3)
        let values = (0..<2_000).map { _ in
            (0..<6).reduce(0.0) { sum, _ in sum + Double.random(in: 0...40, using: &random) }
        }
        return Histogram(ChartHeading("Tempo"), groups: [.init("tempo", values)], axisName: "beats a minute")
    }

    static var outlines: Histogram {
        Histogram(
            ChartHeading("Energy by genre"),
            groups: ["folk", "metal", "pop"].enumerated().map { index, name in
                .init(
                    name,
                    (0..<500).map { Double($0 % 50) / 100 + Double(index) * 0.2 + sin(Double($0)) * 0.05 })
            }, format: .share)
    }

    static var boxes: BoxChart {
        BoxChart(
            ChartHeading("Danceability by genre"),
            groups: genres.enumerated().map { index, name in
                .init(name, index == 4 ? [] : (0..<200).map { 0.4 + Double($0 % (20 + index)) / 60 })
            }, axisName: "danceability")
    }
}
