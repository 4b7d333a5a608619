/// What the words of a song say: their language, and for English how they feel, line by line and as a whole.
package struct LyricsAnalysis: Sendable, Equatable {
    package struct ScoredLine: Sendable, Equatable {
        package let line: LyricsLine
        package let sentiment: Sentiment
    }

    package let language: LyricsLanguage
    /// Nil for what is not English: the method's words are English, and a wrong score is worse than none.
    package let sentiment: Sentiment?
    /// The lines that have words, each with its score; empty where there is no score.
    package let scoredLines: [ScoredLine]

    /// The course of a song: the mean compound of each of `pointCount` equal shares of its lines.
    package func arc(pointCount: Int) -> [Double] {
        Self.course(of: scoredLines.map { Float($0.sentiment.compound) }, pointCount: pointCount)
    }

    /// The means of `pointCount` equal shares of the scores of lines; none where there are no lines.
    package static func course(of scores: [Float], pointCount: Int) -> [Double] {
        precondition(pointCount > 0, "a course has points")
        guard !scores.isEmpty else { return [] }
        return (0..<pointCount).map { point in
            let start = point * scores.count / pointCount
            let end = max(start + 1, (point + 1) * scores.count / pointCount)
            let share = scores[start..<min(end, scores.count)]
            return share.reduce(0) { $0 + Double($1) } / Double(share.count)
        }
    }

    /// Scores a song: the whole's figures are the means of its lines', so that a long song does not saturate.
    package init(
        of lyrics: LyricSheet, analyzer: SentimentAnalyzer = SentimentAnalyzer(),
        recognizer: LanguageRecognizer = .seeded
    ) {
        language = recognizer.language(of: lyrics.plainText)
        guard language.code == "en" else {
            sentiment = nil
            scoredLines = []
            return
        }
        let scored = lyrics.lines.filter { !$0.text.isEmpty }.map {
            ScoredLine(line: $0, sentiment: analyzer.sentiment(of: $0.text))
        }
        scoredLines = scored
        let count = Double(max(1, scored.count))
        sentiment = Sentiment(
            positive: scored.reduce(0) { $0 + $1.sentiment.positive } / count,
            neutral: scored.reduce(0) { $0 + $1.sentiment.neutral } / count,
            negative: scored.reduce(0) { $0 + $1.sentiment.negative } / count,
            compound: scored.reduce(0) { $0 + $1.sentiment.compound } / count)
    }
}
