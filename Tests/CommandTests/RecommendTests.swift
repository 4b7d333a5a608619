import CatalogCore
import CatalogStore
import Commands
import Glibc
import TestSupport
import Testing

/// What next: the real program over a catalog of two tastes.
@Suite struct RecommendTests {
    @Test(arguments: [true, false]) func anArtistsNeighboursAreOfTheSameTaste(hasFeedback: Bool) throws {
        let world = try RecommendWorld(hasFeedback: hasFeedback)
        for (artist, isLoud) in [("Anvil", true), ("Brook", false)] {
            let ids = try world.ids("recommend", "--artist", artist, "-n", "10")
            #expect(ids.count == 10)
            #expect(ids.allSatisfy { RecommendWorld.isLoud($0) == isLoud }, "\(artist): \(ids)")
        }
        let artists = try world.catalog.run(
            "recommend", "--artist", "Anvil", "--artists", "-n", "4", "-f", "csv")
        #expect(artists.lines.count == 5, "\(artists)")
        for name in ["Brook", "Dew", "Anvil", "Lull"] { #expect(!artists.standardOutput.contains(name)) }
    }

    @Test func peopleAloneAreEnough() throws {
        let world = try RecommendWorld(hasSound: false)
        let ids = try world.ids("recommend", "--artist", "Brook", "-n", "8")
        #expect(ids.count == 8 && ids.allSatisfy { !RecommendWorld.isLoud($0) }, "\(ids)")
        let path = try world.catalog.run("recommend", "--from", "1", "--to", "9")
        #expect(path.exitCode == 2 && path.standardError.contains("was not heard"), "\(path)")
    }

    @Test func whatIsSaidChangesTheNextAnswer() throws {
        let world = try RecommendWorld()
        try world.catalog.run("user", "add", "mira")
        try world.catalog.run("feedback", "add", "mira", "like", "1")
        let first = try world.ids("recommend", "--user", "mira", "-n", "10")
        #expect(first.filter(RecommendWorld.isLoud).count >= 8, "\(first)")
        let liked = try gap(world)
        #expect(liked > 0)
        // Skips of loud tracks take from the other loud ones, likes of quiet ones give to the quiet.
        for track in [2, 3, 11, 12] {
            try world.catalog.run("feedback", "add", "mira", "skip", "\(track)", "--played", "0:02")
        }
        let skipped = try gap(world)
        #expect(skipped < liked, "\(liked) \(skipped)")
        for track in [7, 8] { try world.catalog.run("feedback", "add", "mira", "like", "\(track)") }
        let turned = try gap(world)
        #expect(turned < skipped, "\(skipped) \(turned)")
        // What is banned is gone, and pushes down what is like it.
        try world.catalog.run("feedback", "add", "mira", "ban", "21")
        #expect(try !world.ids("recommend", "--user", "mira", "-n", "60", "--per-artist", "0").contains(21))
        let banned = try gap(world)
        #expect(banned < turned, "\(turned) \(banned)")
    }

    /// How far the mean score of the loud tracks is above that of the quiet ones.
    private func gap(_ world: RecommendWorld) throws -> Double {
        let scores = try scores(world, "--user", "mira", "-n", "60", "--per-artist", "0", "--diversity", "0")
        let loud = scores.filter { RecommendWorld.isLoud($0.key) }.values
        let quiet = scores.filter { !RecommendWorld.isLoud($0.key) }.values
        return loud.reduce(0, +) / Double(loud.count) - quiet.reduce(0, +) / Double(quiet.count)
    }

    @Test func pagesNeitherRepeatNorLeaveOut() throws {
        let world = try RecommendWorld()
        var seen: [Int] = []
        var cursor: String?
        for _ in 0..<20 {
            var arguments = ["recommend", "--user", "person0", "-n", "7", "-f", "json"]
            if let cursor { arguments += ["--cursor", cursor] }
            let page = try world.catalog.run(arguments)
            seen += page.lines.map { FeedbackLines.count("id", in: $0) }
            cursor = page.lines.last.flatMap { text("next_cursor", in: $0) }
            guard cursor != nil else { break }
            try world.catalog.run("feedback", "add", "person\(seen.count % 20)", "like", "\(seen[0])")
        }
        #expect(seen.count == 60 && Set(seen).count == 60, "\(seen.count) \(Set(seen).count)")
        let broken = try world.catalog.run("recommend", "--cursor", "nonsense")
        #expect(broken.exitCode == 64 && broken.standardError.contains("no cursor"))
    }

    @Test func theSameQuestionHasTheSameAnswer() throws {
        let world = try RecommendWorld()
        let arguments = ["recommend", "--genre", "rock", "--explain", "-f", "json"]
        #expect(try world.catalog.run(arguments) == world.catalog.run(arguments))
        let other = try world.ids("recommend", "--genre", "rock", "--shuffle", "3")
        #expect(try other == world.ids("recommend", "--genre", "rock", "--shuffle", "3"))
        #expect(try other != world.ids("recommend", "--genre", "rock", "--shuffle", "4"))
        #expect(other.allSatisfy(RecommendWorld.isLoud))
    }

    @Test func filtersHoldAndTheirErrorsPoint() throws {
        let world = try RecommendWorld()
        let ids = try world.ids(
            "recommend", "--artist", "Anvil", "--where", "year 1990..2000, not artist Crusher", "-n", "30")
        // Track n is of the year 1979 + n.
        #expect(!ids.isEmpty && ids.allSatisfy { (11...21).contains($0) }, "\(ids)")
        #expect(ids.allSatisfy { !(11...15).contains($0) }, "Crusher's are 11 to 15: \(ids)")
        let wrong = try world.catalog.run("recommend", "--where", "year 1990.., tempi 3")
        #expect(wrong.exitCode == 64)
        #expect(
            wrong.standardError.contains("column 14") && wrong.standardError.contains("tempo"), "\(wrong)")
        let mood = try world.catalog.run("recommend", "--mood", "energy=0.8,valense=1")
        #expect(mood.exitCode == 64)
        #expect(mood.standardError.contains("column 12") && mood.standardError.contains("valence"), "\(mood)")
        let weights = try world.catalog.run("recommend", "--weights", "people=7")
        #expect(weights.exitCode == 64 && weights.standardError.contains("column 8"), "\(weights)")
        let one = try world.ids("recommend", "--artist", "Anvil", "--per-artist", "1", "-n", "6")
        #expect(Set(one.map { ($0 - 1) / 5 }).count == one.count, "\(one)")
        let unheard = try world.ids(
            "recommend", "--user", "person0", "--not-heard", "-n", "100", "--per-artist", "0")
        let heard = try world.ids(
            "recommend", "--user", "person0", "--heard", "-n", "100", "--per-artist", "0")
        #expect(Set(unheard).isDisjoint(with: heard) && unheard.count + heard.count == 60)
    }

    @Test func namesAreForgiving() throws {
        let world = try RecommendWorld()
        let near = try world.catalog.run("recommend", "--artist", "Granit", "-n", "3", "-f", "json")
        #expect(near.exitCode == 0 && near.lines.count == 3, "\(near)")
        let nobody = try world.catalog.run("recommend", "--artist", "Zzyzxqq")
        #expect(nobody.exitCode == 2 && nobody.standardError.contains("There is no artist"), "\(nobody)")
        let genre = try world.catalog.run("recommend", "--genre", "ambiet")
        #expect(genre.exitCode == 2 && genre.standardError.contains("Ambient"), "\(genre)")
        let person = try world.catalog.run("recommend", "--user", "persn0")
        #expect(person.exitCode == 2 && person.standardError.contains("person0"), "\(person)")
        #expect(try world.catalog.run("recommend", "--id", "999").exitCode == 2)
    }

    @Test func fieldsForProgramsStay() throws {
        let world = try RecommendWorld()
        let line = try #require(
            world.catalog.run("recommend", "--user", "person1", "--explain", "-f", "json").lines.first)
        let value = try JSONReader.value(of: line)
        guard case .object(let fields) = value else { throw TestFailure("an object is a line: \(line)") }
        #expect(
            fields.map(\.0) == [
                "rank", "id", "title", "artist", "artist_id", "album", "year", "duration_seconds", "score",
                "people", "sound", "popularity", "freshness", "mood", "variety", "penalty", "chance", "near",
                "why", "next_cursor",
            ])
    }

    @Test func reasonsAddUp() throws {
        let world = try RecommendWorld()
        let result = try world.catalog.run(
            "recommend", "--user", "person1", "--explain", "--mood", "energy=0.5", "--fresh", "0.3",
            "--shuffle",
            "7", "-n", "60", "-f", "json")
        #expect(result.lines.count > 20)
        for line in result.lines {
            let parts = [
                "people", "sound", "popularity", "freshness", "mood", "variety", "penalty", "chance",
            ].map { number($0, in: line) }
            #expect(abs(parts.reduce(0, +) - number("score", in: line)) < 1e-6, "\(line)")
            #expect(text("why", in: line)?.hasSuffix(".") == true)
        }
    }

    @Test func anEmptyCatalogSaysWhatToDo() throws {
        let folder = try TemporaryFolder()
        let catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
        let result = try catalog.run("recommend")
        #expect(result.exitCode == 2 && result.standardError.contains("catalog ingest"), "\(result)")
    }

    @Test func aTrackSoundsLikeItsOwnHalf() throws {
        let world = try RecommendWorld()
        let ids = try world.ids("similar", "7", "-n", "20")
        #expect(
            ids.count == 20 && !ids.contains(7) && ids.allSatisfy { !RecommendWorld.isLoud($0) }, "\(ids)")
        let narrow = try world.ids("similar", "7", "--where", "artist Dew")
        #expect(Set(narrow) == Set(16...20), "\(narrow)")
    }

    private func scores(_ world: RecommendWorld, _ arguments: String...) throws -> [Int: Double] {
        let lines = try world.catalog.run(["recommend"] + arguments + ["--explain", "-f", "json"]).lines
        return Dictionary(
            lines.map { line in
                (FeedbackLines.count("id", in: line), number("people", in: line) + number("sound", in: line))
            }
        ) { first, _ in first }
    }

    private func number(_ name: String, in line: String) -> Double {
        guard let start = line.firstRange(of: "\"\(name)\":")?.upperBound else { return .nan }
        return Double(line[start...].prefix { !",}".contains($0) }) ?? .nan
    }

    private func text(_ name: String, in line: String) -> String? {
        guard let start = line.firstRange(of: "\"\(name)\":\"")?.upperBound else { return nil }
        return String(line[start...].prefix { $0 != "\"" })
    }
}
