import CatalogCore
import Recommend
import Testing

/// A question out of an address: every parameter, and what is said of a wrong one.
@Suite struct QuestionWordsTests {
    @Test func everyParameterIsTaken() throws {
        let cursor = try #require(try World.snapshot(seed: 1).answer(Query(), nowSeconds: 0).next)
        let words = try QuestionWords([
            ("artist", "Björk"), ("artist", "Can"), ("track", "Jóga"), ("id", "7"), ("user", "mira"),
            ("playlist", "evening"), ("genre", "rock"), ("mood", "energy=0.8, valence=0.3"), ("like", "A"),
            ("unlike", "B"), ("from", "C"), ("to", "D"), ("where", "tempo 120..130"),
            ("weights", "people=0.7,sound=0.3"), ("diversity", "0.5"), ("popularity", "deep"),
            ("fresh", "0.25"), ("per-artist", "0"), ("heard", "no"), ("limit", "5"), ("cursor", cursor.text),
            ("shuffle", "42"), ("artists", "yes"),
        ])
        var wanted = QuestionWords()
        wanted.artists = ["Björk", "Can"]
        wanted.tracks = ["Jóga"]
        wanted.ids = [7]
        wanted.user = "mira"
        wanted.playlist = "evening"
        wanted.genres = ["rock"]
        wanted.like = ["A"]
        wanted.unlike = ["B"]
        wanted.from = "C"
        wanted.to = "D"
        wanted.query.mood = [.energy: 0.8, .valence: 0.3]
        wanted.query.filter = try FilterParser.parse("tempo 120..130")
        wanted.query.dials.people = 0.7
        wanted.query.dials.sound = 0.3
        wanted.query.dials.diversity = 0.5
        wanted.query.dials.popularity = -1
        wanted.query.dials.freshness = 0.25
        wanted.query.dials.perArtist = nil
        wanted.query.hearing = .unheard
        wanted.query.limit = 5
        wanted.query.cursor = cursor
        wanted.query.shuffleSeed = 42
        wanted.query.wanted = .artists
        #expect(words == wanted)
        // Nothing at all is a question, and an empty field of a form is none.
        #expect(try QuestionWords([]) == QuestionWords([("artist", ""), ("limit", "")]))
    }

    @Test(arguments: [
        ("limit", "0", "whole number between 1 and 1000"), ("limit", "ten", "whole number"),
        ("diversity", "2", "between 0 and 1"), ("mood", "energy=0.8,valense=1", "column 12"),
        ("where", "year 1990.., tempi 3", "column 14"), ("heard", "maybe", "yes or no"),
        ("cursor", "nonsense", "a cursor"), ("artsit", "X", "`artist`"), ("weights", "people=7", "column 8"),
        ("id", "-4", "whole number"), ("heard", "yes", "`user`"),
    ])
    func aWrongOneIsASentence(name: String, value: String, part: String) {
        let error = #expect(throws: QuestionError.self) { try QuestionWords([(name, value)]) }
        #expect(error?.description.contains(part) == true, "\(String(describing: error))")
        #expect(error?.parameter?.rawValue == (name == "artsit" ? nil : name))
        #expect(error?.kind == .malformed)
    }

    @Test func onlyWhatRepeatsMayBeGivenTwice() {
        let error = #expect(throws: QuestionError.self) {
            try QuestionWords([("limit", "3"), ("limit", "4")])
        }
        #expect(error?.parameter == .limit && error?.description.contains("twice") == true)
        let many = (0...QuestionWords.parameterCountMax).map { ("artist", "\($0)") }
        #expect(throws: QuestionError.self) { try QuestionWords(many) }
    }
}
