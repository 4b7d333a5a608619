import CatalogCore
import Recommend
import Testing

@Suite struct FilterParserTests {
    @Test func everyFormIsRead() throws {
        let filter = try FilterParser.parse(
            " tempo 120..130,year 1990.., energy ..0.5 , loudness -14..-8, not genre rock|\"drum, and bass\", "
                + "duration >= 60, mode minor, key C#, valence 0.5")
        #expect(
            filter.clauses.map(\.field)
                == [.tempo, .year, .energy, .loudness, .genre, .duration, .mode, .key, .valence])
        #expect(filter.clauses[0].test == .range(lower: 120, upper: 130))
        #expect(filter.clauses[1].test == .range(lower: 1990, upper: nil))
        #expect(filter.clauses[2].test == .range(lower: nil, upper: 0.5))
        #expect(filter.clauses[3].test == .range(lower: -14, upper: -8))
        #expect(filter.clauses[4].test == .words(["rock", "drum, and bass"]) && filter.clauses[4].isNegated)
        #expect(filter.clauses[5].test == .range(lower: 60, upper: nil))
        #expect(filter.clauses[7].test == .words(["1"]))
        #expect(filter.clauses[8].test == .range(lower: 0.5, upper: 0.5))
        #expect(try FilterParser.parse("  ").isEmpty)
    }

    @Test(
        arguments: [
            ("temp 120", 1, "tempo"), ("tempo fast", 7, "number"), ("tempo 130..120", 7, "empty"),
            ("year 1990 genre rock", 11, "comma"), ("genre ", 7, "genre"), ("genre \"rock", 7, "closed"),
            ("mode loud", 6, "major"), ("key H", 5, "C#"), ("tempo 1..2,", 12, "field"), ("12", 1, "field"),
        ])
    func errorsPointAtTheirPlace(text: String, column: Int, hint: String) {
        let error = #expect(throws: FilterError.self) { try FilterParser.parse(text) }
        #expect(error?.column == column)
        #expect(error?.message.contains(hint) == true)
        #expect(
            error?.description.split(separator: "\n").last.map(String.init) == "  "
                + String(repeating: " ", count: column - 1)
                + "^")
    }

    /// Nothing that is typed crashes, and what is read is a filter.
    @Test(arguments: [UInt64(1), 2, 3])
    func anyTextIsReadOrRefused(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let pieces = [
            "tempo", "genre", "not", " ", ",", "..", "12", "-", "\"", "|", "ä", "<=", ">", "=", "key", ".",
        ]
        for _ in 0..<3_000 {
            let text = (0..<generator.index(below: 9)).map { _ in pieces[generator.index(below: pieces.count)]
            }
            .joined()
            do {
                let filter = try FilterParser.parse(text)
                #expect(filter.clauses.count <= 32)
            } catch {
                #expect(error.column >= 1 && error.column <= text.count + 1)
            }
        }
    }
}
