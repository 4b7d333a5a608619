import CatalogCore
import FoundationEssentials
import Insight
import TestSupport
import Testing

@Suite struct ChartTests {
    /// A tiny reader of tags: names must close in order and text must be escaped.
    private func isWellFormed(_ text: String) -> Bool {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            guard !rest[..<start].contains("&") || rest[..<start].contains(/&(amp|lt|gt|quot);/),
                let end = rest[start...].firstIndex(of: ">")
            else { return false }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("?") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else if !tag.hasSuffix("/") {
                open.append(tag.prefix { $0 != " " })
            }
        }
        return open.isEmpty
    }

    @Test(arguments: ChartGallery.all.map(\.name)) func eachKindIsDrawnForEachPaper(_ name: String) throws {
        let chart = try #require(ChartGallery.all.first { $0.name == name }?.chart)
        for width in [340.0, 720, 1_200] {
            let text = chart.drawn(width: width).text
            #expect(isWellFormed(text))
            #expect(!text.contains("nan") && !text.contains("inf,"))
            #expect(text.contains("<desc>"))
        }
        let folder = ProcessInfo.processInfo.environment["CATALOG_KEEP_PICTURES"]
        for theme in [PictureTheme.light, .dark, .print] {
            let png = try Raster.png(of: chart.drawn(), theme: theme, scale: 1)
            #expect(png.count > 2_000)
            if let folder {
                try Data(png).write(to: URL(fileURLWithPath: "\(folder)/\(name)-\(theme.rawValue).png"))
            }
        }
    }

    @Test func longNamesAreCutAndToldInFull() {
        let text = ChartGallery.bars.drawn().text
        #expect(text.contains("…<title>progressive melodic death metal from the north</title>"))
        #expect(text.contains("emo &amp; &lt;screamo&gt;"))
    }

    @Test func aPictureInAPageHasItsNameAndNoStyle() {
        let text = ChartGallery.bars.drawn().element(id: "genres")
        #expect(text.contains("aria-labelledby=\"genres-title genres-text\""))
        #expect(text.contains("id=\"genres-title\"") && text.contains("id=\"genres-text\""))
        #expect(!text.contains("<style>") && !text.contains("<?xml"))
    }

    @Test(arguments: [
        (0.0...97, 5, [0.0, 20, 40, 60, 80, 100]), (-0.31...0.42, 5, [-0.4, -0.2, 0, 0.2, 0.4, 0.6]),
        (1_000...1_003, 3, [1_000, 1_001, 1_002, 1_003]),
    ])
    func ticksAreRound(range: ClosedRange<Double>, count: Int, expected: [Double]) {
        let values = AxisTicks(over: range, count: count, format: .number).values
        #expect(values.count == expected.count)
        for (value, wanted) in zip(values, expected) { #expect(abs(value - wanted) < 1e-9) }
    }

    @Test func daysHaveTicksAtMonthsAndYears() {
        // 2023-11-14 to 2024-12-17.
        let labels = AxisTicks(over: 1.7e12...1.7344e12, count: 8, format: .day).labels
        #expect(
            labels == ["Jan", "Mar", "May", "Jul", "Sep", "Nov"].enumerated().map { $0 == 0 ? "2024" : $1 })
    }

    @Test func hoursOfOneDayHaveItsDate() {
        let noon = 19_000 * 86_400_000.0 + 43_200_000
        let ticks = AxisTicks(over: noon...noon + 3_600_000, count: 5, format: .day, widened: false)
        #expect(ticks.labels == ["8 Jan"])
    }

    @Test func aRangeOfOneValueHasTicks() {
        for value in [0.0, 5, -3, 1e9] {
            let ticks = AxisTicks(over: value...value, count: 5, format: .number)
            #expect(ticks.values.count >= 2 && ticks.range.contains(value))
        }
    }

    @Test func wordsOnEveryAmountCanBeRead() {
        for palette in [PicturePalette.light, .dark, .print] {
            for step in 0..<PicturePalette.amountSteps {
                let color = palette.color(ofStep: step)
                #expect(PerceptualColor.contrast(palette.text(on: color), color) >= 4.5)
            }
            for step in 0...PicturePalette.amountSteps {
                let color = palette.color(ofSignedStep: step)
                #expect(PerceptualColor.contrast(palette.text(on: color), color) >= 4.5)
            }
            #expect(PerceptualColor.contrast(palette.text, palette.paper) >= 7)
            #expect(PerceptualColor.contrast(palette.faint, palette.paper) >= 4.5)
        }
    }

    @Test func amountsAreOrderedByLightnessAlone() {
        for palette in [PicturePalette.light, .dark] {
            let contrasts = (0..<PicturePalette.amountSteps).map {
                PerceptualColor.contrast(palette.color(ofStep: $0), palette.paper)
            }
            #expect(zip(contrasts, contrasts.dropFirst()).allSatisfy { $1 > $0 })
        }
    }

    /// What a dichromat sees (Viénot, Brettel and Mollon 1999) must still tell the groups apart.
    @Test func theColourBlindTellGroupsApart() {
        func linear(_ color: UInt32) -> [Double] {
            [color >> 16 & 255, color >> 8 & 255, color & 255].map {
                let share = Double($0) / 255
                return share <= 0.04045 ? share / 12.92 : squareRootTwelveFifths((share + 0.055) / 1.055)
            }
        }
        let seen: [[[Double]]] = [
            [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
            [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
        ]
        for palette in [PicturePalette.light, .dark] {
            for matrix in seen {
                let colors = palette.groups.prefix(7).map { color in
                    let rgb = linear(color)
                    return matrix.map { row in max(0, zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 }) }
                }
                for first in colors.indices {
                    for second in colors.indices where second > first {
                        let distance = zip(colors[first], colors[second]).reduce(0) {
                            $0 + abs($1.0.squareRoot() - $1.1.squareRoot())
                        }
                        #expect(distance > 0.08, "groups \(first) and \(second)")
                    }
                }
            }
        }
    }

    private func squareRootTwelveFifths(_ value: Double) -> Double {
        // x^2.4 = x² · ⁵√(x²), by Newton's steps: the test needs no C library.
        var root = value
        for _ in 0..<40 {
            root -= (root * root * root * root * root - value * value) / (5 * root * root * root * root)
        }
        return value * value * root
    }

    private func namesDrawn(on map: ScatterMap) -> [(left: Double, right: Double, base: Double)] {
        map.drawn().text.matches(
            of: /class="halo" x="([0-9.]+)" y="([0-9.]+)"(?: text-anchor="(\w+)")?>([^<]+)</
        )
        .compactMap { match -> (left: Double, right: Double, base: Double)? in
            guard let x = Double(match.1), let y = Double(match.2) else { return nil }
            let width = TextMeasure.width(of: match.4, size: 11)
            let start = match.3 == "end" ? x - width : match.3 == "middle" ? x - width / 2 : x
            return (start, start + width, y)
        }
    }

    @Test func namesOnAMapDoNotTouch() throws {
        let boxes = namesDrawn(on: ChartGallery.map)
        #expect(boxes.count > 20)
        for first in boxes.indices {
            for second in boxes.indices where second > first {
                let (one, other) = (boxes[first], boxes[second])
                #expect(abs(one.base - other.base) >= 11 || one.right < other.left || other.right < one.left)
            }
        }
    }

    @Test func namesOnAMapOfFewCoverNoPoint() throws {
        var random = SplitMix64(seed: 5)
        let points = (0..<60).map { index in
            ScatterMap.Point(
                Double.random(in: 0...9, using: &random), Double.random(in: 0...5, using: &random),
                name: "A track with a long name, number \(index)", weight: 1)
        }
        let map = ScatterMap(ChartHeading("Map"), points: points)
        let centers = map.drawn().text.matches(of: /<circle[^>]* cx="([0-9.]+)" cy="([0-9.]+)"/).compactMap {
            match in Double(match.1).flatMap { x in Double(match.2).map { (x: x, y: $0) } }
        }
        let names = namesDrawn(on: map)
        #expect(centers.count == 60 && names.count > 15)
        for name in names {
            #expect(
                !centers.contains {
                    $0.x > name.left && $0.x < name.right && $0.y > name.base - 9 && $0.y < name.base + 2
                })
        }
    }

    @Test func quartilesAreThoseOfTheDefinition() throws {
        let box = try #require(Quartiles(of: [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]))
        #expect(box.median == 5.5 && box.lower == 3.25 && box.upper == 7.75)
        #expect(box.low == 1 && box.high == 9)
        #expect(Quartiles(of: []) == nil)
    }

    @Test func nothingToDrawIsAnEmptyChart() {
        let heading = ChartHeading("Nothing")
        let charts: [any Chart] = [
            BarChart(heading, categories: [], series: [.init("", [])]),
            BarChart(heading, categories: [], series: [], direction: .vertical),
            LineChart(heading, series: [.init("", [])]), LineChart(heading, series: []),
            HeatMap(heading, rows: [], columns: [], values: [], scale: .amounts(0...0)),
            ConfusionMatrix(heading, labels: [], counts: []), ScatterMap(heading, points: []),
            Histogram(heading, groups: [.init("", [])]), BoxChart(heading, groups: []),
        ]
        for chart in charts { #expect(isWellFormed(chart.drawn().text)) }
    }
}
