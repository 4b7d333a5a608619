/// Tells the languages of lyrics apart: other scripts by their letters, Latin ones by their small words.
package struct LanguageRecognizer: Sendable {
    /// Words that are looked at.
    private static let wordCountMax = 2000
    /// Fewer known small words in a hundred than this, and nothing is said.
    private static let shareMin = 0.12
    /// How far the best must lead.
    private static let leadMin = 1.15

    private let languages: [(code: String, weights: [String: Double])]

    package static let seeded = LanguageRecognizer(lines: Seed.functionWords.lines)

    init(lines: [Substring]) {
        var owners: [String: Int] = [:]
        var lists: [(code: String, words: [String])] = []
        for line in lines {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let words = Set(halves[1].split(separator: " ").map { $0.lowercased() })
            lists.append((String(halves[0]), words.sorted()))
            for word in words { owners[word, default: 0] += 1 }
        }
        // A word of several languages tells less of each.
        languages = lists.map { list in
            (
                list.code,
                Dictionary(uniqueKeysWithValues: list.words.map { ($0, 1 / Double(owners[$0] ?? 1)) })
            )
        }
    }

    package func language(of text: String) -> LyricsLanguage {
        if let script = Self.scriptLanguage(of: text) { return script }
        let words = text.lowercased().split { !($0.isLetter || $0 == "'" || $0 == "’") }.prefix(
            Self.wordCountMax
        )
        .map { $0.replacing("’", with: "'") }
        guard !words.isEmpty else { return .unknown }
        let scores = languages.map { language in
            (
                code: language.code,
                score: words.reduce(0) { $0 + (language.weights[String($1)] ?? 0) } / Double(words.count)
            )
        }.sorted { ($0.score, $1.code) > ($1.score, $0.code) }
        guard let best = scores.first, best.score >= Self.shareMin else { return .unknown }
        if scores.count > 1, best.score < Self.leadMin * scores[1].score { return .unknown }
        return LyricsLanguage(code: best.code, confidence: min(1, best.score * 2))
    }

    /// The language of a text whose letters are mostly not Latin.
    private static func scriptLanguage(of text: String) -> LyricsLanguage? {
        var counts: [String: Int] = [:]
        var letters = 0
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            letters += 1
            if let code = code(of: scalar.value) { counts[code, default: 0] += 1 }
        }
        guard letters > 0 else { return .unknown }
        // Japanese mixes Chinese characters with its own letters.
        if let kana = counts["ja"], kana * 10 > letters { return LyricsLanguage(code: "ja", confidence: 1) }
        guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.value * 2 > letters
        else { return nil }
        return LyricsLanguage(code: best.key, confidence: Double(best.value) / Double(letters))
    }

    private static func code(of scalar: UInt32) -> String? {
        switch scalar {
        case 0x370...0x3FF, 0x1F00...0x1FFF: "el"
        case 0x400...0x52F: "ru"
        case 0x590...0x5FF: "he"
        case 0x600...0x6FF, 0x750...0x77F: "ar"
        case 0x900...0x97F: "hi"
        case 0xE00...0xE7F: "th"
        case 0x3040...0x30FF: "ja"
        case 0x4E00...0x9FFF: "zh"
        case 0xAC00...0xD7AF, 0x1100...0x11FF: "ko"
        default: nil
        }
    }
}
