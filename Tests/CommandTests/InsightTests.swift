import CatalogCore
import FoundationEssentials
import TestSupport
import Testing

/// `catalog stats`, `query` and `report` as a person runs them.
@Suite struct InsightTests {
    private let world: RecommendWorld

    init() throws { world = try RecommendWorld() }

    @Test func statisticsAreTablesForPeopleAndValuesForPrograms() throws {
        let shown = try world.catalog.run("stats", "genres")
        #expect(shown.exitCode == 0)
        #expect(shown.standardOutput.contains("Genres\n"))
        let json = try world.catalog.run("stats", "genres", "--format", "json")
        #expect(json.lines.count == 1)
        #expect(json.standardOutput.contains(#""genres":[{"genre":"#))
        let csv = try world.catalog.run("stats", "genres", "--format", "csv")
        #expect(csv.lines.first?.hasPrefix("genre,tracks,popularity,plays,skips,skip_rate") == true)
        #expect(csv.lines.count == 3)
    }

    @Test func anEventIsInTheNumbersAtTheNextCall() throws {
        let before = try world.catalog.run("stats", "users", "--user", "person0", "--format", "csv")
        try world.catalog.run("feedback", "add", "person0", "play", "Song 0 & <more>")
        let after = try world.catalog.run("stats", "users", "--user", "person0", "--format", "csv")
        func plays(_ result: CatalogBinary.Result) -> Int? {
            result.lines.last.flatMap { Int($0.split(separator: ",")[1]) }
        }
        #expect(try #require(plays(after)) == (try #require(plays(before))) + 1)
    }

    @Test func aFilterIsThatOfRecommendations() throws {
        let all = try world.catalog.run("stats", "tracks", "--limit", "1000", "--format", "csv")
        let rock = try world.catalog.run(
            "stats", "tracks", "--where", "genre rock", "--limit", "1000", "--format", "csv")
        #expect(all.lines.count == 61)
        #expect(rock.lines.count == 31)
        let wrong = try world.catalog.run("stats", "tracks", "--where", "gener rock")
        #expect(wrong.exitCode != 0 && wrong.standardError.contains("did you mean genre"))
    }

    @Test func picturesAreWrittenInEachFormatAndTheme() throws {
        let svg = world.folder.file("genres.svg")
        #expect(try world.catalog.run("stats", "genres", "--plot", svg).exitCode == 0)
        let text = try String(contentsOfFile: svg, encoding: .utf8)
        #expect(text.contains("prefers-color-scheme:dark") && text.contains("<desc>"))
        let png = world.folder.file("hours.png")
        let drawn = try world.catalog.run(
            "stats", "feedback", "--table", "hours", "--plot", png, "--theme", "dark")
        #expect(drawn.exitCode == 0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: png)).count > 2_000)
    }

    @Test func whatIsEmptyIsNotDrawn() throws {
        let empty = world.folder.file("empty.catalog")
        try world.catalog.run("init", "-C", empty)
        let png = world.folder.file("nothing.png")
        let result = try world.catalog.run("stats", "genres", "--plot", png, "-C", empty)
        #expect(result.exitCode == 1)
        #expect(result.standardError.contains("There is nothing to draw"), "\(result.standardError)")
        #expect(!FileManager.default.fileExists(atPath: png))
        // Music that is not here is a share of nothing.
        let listens = world.folder.file("listens.jsonl")
        try #"{"listened_at":1700000000,"track_metadata":{"artist_name":"A","track_name":"B"}}"#.write(
            toFile: listens, atomically: true, encoding: .utf8)
        #expect(
            try world.catalog.run("import", "listens", listens, "--user", "ann", "-C", empty).exitCode == 0)
        let quality = try world.catalog.run(
            "stats", "overview", "--table", "quality", "--plot", png, "-C", empty)
        #expect(quality.exitCode == 1 && quality.standardOutput.contains("listens to music that is not here"))
        #expect(quality.standardError.contains("There is nothing to draw"), "\(quality.standardError)")
        #expect(!FileManager.default.fileExists(atPath: png))
        // Where the first table is empty, the next one that is not is drawn.
        let overview = try world.catalog.run("stats", "overview", "--plot", png)
        #expect(overview.exitCode == 0 && FileManager.default.fileExists(atPath: png))
    }

    @Test(arguments: [
        (["stats", "genrse"], "did you mean genres?"),
        (["stats", "genres", "--plot", "x.jpg"], "--plot writes a file that ends in .png or .svg."),
        (["stats", "genres", "--table", "gneres"], "have no table `gneres`"),
        (["stats", "--last", "30x"], "a number of hours, days"),
        (["stats", "--last", "30d", "--since", "2026-01-01"], "Keep one."),
        (["stats", "--since", "2026-02-01", "--until", "2026-01-01"], "--since is not before --until."),
        (["query"], "Name a query"),
    ])
    func aMistakeHasItsSentence(_ arguments: [String], _ sentence: String) throws {
        let result = try world.catalog.run(arguments)
        #expect(result.exitCode == 64)
        #expect(result.standardError.contains(sentence), "\(result.standardError)")
    }

    @Test func queriesAnswerInEachFormat() throws {
        let sql = "SELECT genre, count(*) AS tracks FROM track_genres GROUP BY genre ORDER BY genre"
        let json = try world.catalog.run("query", sql, "--format", "json")
        #expect(json.lines.count == 2 && json.lines[0].hasSuffix(#""tracks":30}"#))
        #expect(try world.catalog.run(["query", "-"], input: sql).exitCode == 0)
        let cut = try world.catalog.run("query", "SELECT id FROM tracks", "--limit", "3", "--format", "csv")
        #expect(cut.exitCode == 1 && cut.lines.count == 4)
        #expect(cut.standardError.contains("more than 3 rows"))
        let refused = try world.catalog.run("query", "DELETE FROM event")
        #expect(refused.exitCode == 2 && refused.standardError.contains("may only read the views"))
    }

    @Test func theReportIsOnePageThatNeedsNothingElse() throws {
        try world.catalog.run("evaluate")
        let path = world.folder.file("report.html")
        #expect(try world.catalog.run("report", path, "--title", "Mine & <yours>").exitCode == 0)
        let page = try String(contentsOfFile: path, encoding: .utf8)
        #expect(
            page.contains("<html lang=\"en\">") && page.contains("<title>Mine &amp; &lt;yours&gt;</title>"))
        #expect(!page.contains("src=\"http") && !page.contains("href=\"http") && !page.contains("@import"))
        for section in ["genres", "artists", "map", "listening", "listeners", "recommendations"] {
            #expect(page.contains("<section id=\"\(section)\""), "\(section)")
        }
        #expect(page.contains("Song 0 &amp; &lt;more&gt;"))
    }
}
