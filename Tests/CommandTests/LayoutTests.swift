import CatalogCore
import Commands
import Testing

/// Tables, numbers, times and progress as people read them.
@Suite struct LayoutTests {
    private let titles = ["Artist", "Title", "Plays", "Length"]
    private let rows: [[Cell]] = [
        [.text("Björk"), .text("Jóga"), .integer(1_234_567), .duration(seconds: 305)],
        [.text("東京事変"), .text("群青日和"), .missing, .duration(seconds: 3_725)],
        [.text("A very long name of an artist indeed"), .text("x"), .integer(7), .duration(seconds: 0.4)],
    ]

    @Test func columnsLineUp() {
        let lines = TableLayout(titles: titles, rows: Array(rows.prefix(2)), width: nil).lines(
            usesColor: false)
        #expect(
            lines == [
                "Artist    Title         Plays   Length",
                "Björk     Jóga      1,234,567     5:05",
                "東京事変  群青日和             1:02:05",
            ])
    }

    @Test(arguments: 20...120)
    func noLineIsWiderThanTheWindow(width: Int) {
        let lines = TableLayout(titles: titles, rows: rows, width: width).lines(usesColor: false)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
        #expect(lines.contains { $0.contains("1,234,567") })
    }

    @Test func aNarrowWindowGetsFields() {
        let lines = TableLayout(titles: titles, rows: Array(rows.suffix(1)), width: 24).lines(
            usesColor: false)
        #expect(lines == ["Artist: A very long nam…", "Title: x", "Plays: 7", "Length: 0:00"])
    }

    @Test(arguments: [
        (0.0, 0, "0"), (-0.004, 2, "0.00"), (2.5, 0, "3"), (1234.5678, 2, "1234.57"), (0.05, 1, "0.1"),
        (-1.25, 1, "-1.3"),
        (.nan, 1, "-"), (1e300, 1, "1e+300"),
    ])
    func fixedDecimals(number: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(number, decimals: decimals) == text)
    }

    @Test func countsSizesAndLengths() {
        #expect(NumberText.grouped(-1_234_567) == "-1,234,567")
        #expect(NumberText.grouped(.min) == "-9,223,372,036,854,775,808")
        #expect(NumberText.bytes(999) == "999 bytes")
        #expect(NumberText.bytes(3_400_000) == "3.4 MB")
        #expect(NumberText.duration(seconds: 59.6) == "1:00")
        #expect(NumberText.duration(seconds: -1) == "-")
    }

    @Test(
        arguments: [
            ("2026-11-21T02:43:00Z", 1_795_228_980_000), ("2026-11-21T02:43:00.25Z", 1_795_228_980_250),
            ("2026-11-21T03:43:00+01:00", 1_795_228_980_000), ("2026-11-21 02:43", 1_795_228_980_000),
            ("1970-01-01", 0), ("1969-12-31T23:59:59.999Z", -1), ("2024-02-29", 1_709_164_800_000),
            ("1795228980", 1_795_228_980_000),
        ] as [(String, Int64)])
    func timesAreRead(text: String, milliseconds: Int64) {
        #expect(TimeText.milliseconds(reading: text) == milliseconds)
        #expect(TimeText.milliseconds(reading: TimeText.iso(milliseconds: milliseconds)) == milliseconds)
    }

    @Test(arguments: [
        "", "yesterday", "2026-13-01", "2025-02-29", "2026-11-21T", "2026-11-21T25:00",
        "2026-11-21T02:43:00X",
        "2026-11-21T02:43:00Zx", "2026-11-21T02:43:00.", "2026-11-21T02:43+1", "99999999999999",
    ])
    func whatIsNoTimeIsRefused(text: String) { #expect(TimeText.milliseconds(reading: text) == nil) }

    @Test(arguments: [1, 2] as [UInt64])
    func everyMomentRoundTrips(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            let moment = Int64.random(in: -62_000_000_000_000...253_000_000_000_000, using: &generator)
            let text = TimeText.iso(milliseconds: moment)
            #expect(TimeText.milliseconds(reading: text) == moment, "\(text)")
        }
    }

    @Test func progressSaysRateAndTimeLeft() {
        let progress = Progress(
            activity: "ingesting", completed: 420, total: 1_000, figures: [.init(name: "failed", value: "3")])
        let text = ProgressText(progress: progress, elapsedSeconds: 33.6, completedAtStart: 0)
        #expect(text.line == "ingesting: 42 % (420 of 1,000), 12.5/s, 0:46 left, failed 3")
        #expect(
            text.bar(columns: 79, barWidthMax: 30)
                == "ingesting  ███████░░░░░░░░░░░░  42 %  420 of 1,000  12.5/s  0:46 left  failed 3")
        // In a window of 65 columns the bar is short, and nothing else is.
        #expect(text.bar(columns: 65, barWidthMax: 30).hasSuffix("0:46 left  failed 3"))
        for columns in 10...100 {
            #expect(DisplayWidth.of(text.bar(columns: columns, barWidthMax: 30)) <= columns)
        }
        let unknown = ProgressText(
            progress: Progress(activity: "counting", completed: 12, total: nil), elapsedSeconds: 0,
            completedAtStart: 0)
        #expect(unknown.line == "counting: 12")
    }
}
