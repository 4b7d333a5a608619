import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite struct SentimentTests {
    private let analyzer = SentimentAnalyzer()

    @Test func equalsTheAuthorsProgram() throws {
        let data = try Data(contentsOf: URL(filePath: SourceTree.path("Tests/Golden/lyrics-sentiment.tsv")))
        var compared = 0
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            let wanted = columns.suffix(4).compactMap { Double($0) }
            try #require(wanted.count == 4)
            let score = analyzer.sentiment(of: String(columns[0]))
            #expect(abs(score.compound - wanted[3]) <= 0.001, "\(line): \(score.compound)")
            #expect(
                abs(score.positive - wanted[0]) <= 0.002 && abs(score.negative - wanted[2]) <= 0.002,
                "\(line)")
            compared += 1
        }
        #expect(compared >= 900)
    }

    @Test func isSymmetricInStrength() {
        let plain = analyzer.sentiment(of: "the song is good").compound
        let strong = analyzer.sentiment(of: "the song is very good").compound
        let denied = analyzer.sentiment(of: "the song is not good").compound
        #expect(strong > plain && plain > 0 && denied < 0)
        #expect(analyzer.sentiment(of: "") == .none)
    }
}
