import Pipeline
import Testing

@Suite struct LyricsTests {
    @Test func readsTimedLines() {
        let lyrics = LyricSheet(
            text: """
                \u{FEFF}[ti:Candle]
                [ar: The Act ]
                [offset:+500]
                [01:02.50][00:10.00]come back
                [00:05.25]<00:05.25>first <00:05.90>words
                [00:20]
                """)
        #expect(lyrics.headers == ["ti": "Candle", "ar": "The Act", "offset": "+500"])
        #expect(lyrics.isSynchronised)
        #expect(lyrics.lines.map(\.timeSeconds) == [4.75, 9.5, 19.5, 62])
        #expect(lyrics.lines.map(\.text) == ["first words", "come back", "", "come back"])
    }

    @Test func readsPlainText() {
        let lyrics = LyricSheet(text: "\r\n[Chorus]\r\nhello <3 you\r\n\r\nbye\r\n\r\n")
        #expect(!lyrics.isSynchronised)
        #expect(lyrics.lines.map(\.text) == ["[Chorus]", "hello <3 you", "", "bye"])
        #expect(lyrics.plainText == "[Chorus]\nhello <3 you\n\nbye")
    }

    @Test func followsASong() {
        let analysis = LyricsAnalysis(
            of: LyricSheet(
                text: """
                    I was lonely and I cried all the night
                    the grief and the fear were with me
                    but now you are here and I love the light
                    we are happy and we are free
                    """))
        #expect(analysis.language.code == "en")
        let arc = analysis.arc(pointCount: 2)
        #expect(arc.count == 2 && arc[0] < -0.3 && arc[1] > 0.3)
        #expect(analysis.scoredLines.count == 4)
    }

    @Test(arguments: [
        ("es", "Yo no quiero que te vayas de mi vida\nporque sin ti no sé qué hacer con este amor"),
        ("pt", "A tarde é lenta e o mar não tem pressa\nvocê chegou com o sol na cabeça"),
        ("fr", "Je ne veux pas que tu partes sans moi\nla nuit est longue et mon cœur est à toi"),
        ("de", "Ich weiß nicht was ich ohne dich hier soll\nund die Nacht ist kalt und mein Herz ist voll"),
        ("it", "Non so che cosa dire quando sei con me\nma il mio cuore vuole solo te"),
        ("nl", "Ik weet niet wat ik met jou moet doen\nmaar het leven is niet meer als toen"),
        ("sv", "Jag vet inte vad jag ska göra nu\nmen det är du och jag och natten"),
        ("ru", "Я не знаю что мне делать без тебя"), ("ja", "きみのこえがきこえる 夜の空"), ("ko", "너를 사랑해 영원히"),
        ("zh", "我不知道你在哪里"), ("el", "Δεν ξέρω τι να κάνω χωρίς εσένα"),
    ])
    func leavesOtherLanguagesWithoutAScore(code: String, text: String) {
        let analysis = LyricsAnalysis(of: LyricSheet(text: text))
        #expect(analysis.language.code == code)
        #expect(
            analysis.sentiment == nil && analysis.scoredLines.isEmpty && analysis.arc(pointCount: 4).isEmpty)
    }

    @Test func doesNotGuessAtSyllables() {
        #expect(LyricsAnalysis(of: LyricSheet(text: "sha la la\nla la la")).language == .unknown)
    }
}
