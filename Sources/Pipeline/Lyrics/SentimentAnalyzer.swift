/// The VADER method: a lexicon of rated words and a handful of rules for how words change each other.
///
/// C. J. Hutto and E. Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text",
/// ICWSM 2014. Scores equal the authors' program, oddities included; emoji are read by their names.
package struct SentimentAnalyzer: Sendable {
    /// The method's constants, from ratings.
    private enum Weight {
        static let capitals = 0.733
        static let negation = -0.74
        static let exclamation = 0.292
        static let exclamationsMax = 4
        static let question = 0.18
        static let manyQuestions = 0.96
        static let beforeBut = 0.5
        static let afterBut = 1.5
        static let never = 1.25
        /// How a modifier fades with its distance.
        static let distances = [1.0, 0.95, 0.9]
        /// About the highest sum that a text reaches.
        static let alpha = 15.0
    }

    /// Texts are cut here: sentiment is of lines and songs.
    package static let textBytesMax = 1 << 20

    private let lexicon: SentimentLexicon

    package init(lexicon: SentimentLexicon = .seeded) { self.lexicon = lexicon }

    /// One word as it stands and in lower case.
    private struct Word {
        let text: String
        let lower: String
        let isCapitals: Bool
    }

    package func sentiment(of text: String) -> Sentiment {
        let text = withEmojiNamed(
            text.utf8.count > Self.textBytesMax
                ? String(decoding: text.utf8.prefix(Self.textBytesMax), as: UTF8.self) : text)
        let words = Self.words(of: text)
        guard !words.isEmpty else { return .none }
        let capitals = words.count { $0.isCapitals }
        // Capitals shout only among small letters.
        let shouts = capitals > 0 && capitals < words.count
        var valences = words.indices.map { valence(at: $0, in: words, shouts: shouts) }
        weighAroundBut(words, &valences)
        return score(valences, emphasis: emphasis(of: text))
    }

    // MARK: Words

    /// Each emoji becomes its name, with a space before it unless one is there.
    private func withEmojiNamed(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value > 0x7F && lexicon.emoji[$0] != nil }) else {
            return text
        }
        var named = ""
        var isAfterSpace = true
        for scalar in text.unicodeScalars {
            if let name = lexicon.emoji[scalar] {
                if !isAfterSpace { named += " " }
                named += name
                isAfterSpace = false
            } else {
                named.unicodeScalars.append(scalar)
                isAfterSpace = scalar == " "
            }
        }
        return named
    }

    private static func words(of text: String) -> [Word] {
        // By code points: a blank with a mark on it still parts words.
        text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map { scalars in
            let token = Substring(scalars)
            let stripped = stripPunctuation(token)
            // What is left of an emoticon is one or two letters: it stays as it was.
            let word = String(stripped.unicodeScalars.count <= 2 ? token : stripped)
            let letters = word.unicodeScalars.filter { $0.properties.isCased }
            let isCapitals =
                !letters.isEmpty
                && letters.allSatisfy {
                    $0.properties.isUppercase || $0.properties.lowercaseMapping != String($0)
                }
            return Word(text: word, lower: word.lowercased(), isCapitals: isCapitals)
        }
    }

    private static func stripPunctuation(_ token: Substring) -> Substring {
        var scalars = token.unicodeScalars
        while let first = scalars.first, isPunctuation(first) { scalars.removeFirst() }
        while let last = scalars.last, isPunctuation(last) { scalars.removeLast() }
        return Substring(scalars)
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }

    // MARK: One word among others

    private func valence(at index: Int, in words: [Word], shouts: Bool) -> Double {
        let word = words[index]
        let next = index + 1 < words.count ? words[index + 1].lower : nil
        if lexicon.modifiers[word.lower] != nil || word.lower == "kind" && next == "of" { return 0 }
        guard let rated = lexicon.valences[word.lower] else { return 0 }
        var valence = rated
        // "no" before a rated word negates it, and has no weight of its own.
        if word.lower == "no", let next, lexicon.valences[next] != nil { valence = 0 }
        if isDenied(at: index, in: words) { valence = rated * Weight.negation }
        if word.isCapitals && shouts { valence += valence > 0 ? Weight.capitals : -Weight.capitals }
        for distance in 0..<3 where index > distance {
            let before = words[index - distance - 1]
            guard lexicon.valences[before.lower] == nil else { continue }
            valence += modification(by: before, of: valence, shouts: shouts) * Weight.distances[distance]
            valence = negated(valence, at: index, in: words, distance: distance)
            if distance == 2 { valence = withIdioms(valence, at: index, in: words) }
        }
        return leastAware(valence, at: index, in: words)
    }

    /// "no" one or two words before, or three before with "or" or "nor" between.
    private func isDenied(at index: Int, in words: [Word]) -> Bool {
        func lower(_ back: Int) -> String? { index >= back ? words[index - back].lower : nil }
        return lower(1) == "no" || lower(2) == "no"
            || lower(3) == "no" && (lower(1) == "or" || lower(1) == "nor")
    }

    private func modification(by word: Word, of valence: Double, shouts: Bool) -> Double {
        guard var change = lexicon.modifiers[word.lower] else { return 0 }
        if valence < 0 { change = -change }
        if word.isCapitals && shouts { change += valence > 0 ? Weight.capitals : -Weight.capitals }
        return change
    }

    private func negated(_ valence: Double, at index: Int, in words: [Word], distance: Int) -> Double {
        let first = words[index - 1].lower
        let farthest = words[index - distance - 1].lower
        let isSoOrThis = { (word: String) in word == "so" || word == "this" }
        switch distance {
        case 1:
            if farthest == "never" && isSoOrThis(first) { return valence * Weight.never }
            if farthest == "without" && first == "doubt" { return valence }
        case 2:
            let second = words[index - 2].lower
            // As the method has it: "so" or "this" right before strengthens even without a "never".
            if farthest == "never" && isSoOrThis(second) || isSoOrThis(first) {
                return valence * Weight.never
            }
            if farthest == "without" && (second == "doubt" || first == "doubt") { return valence }
        default: break
        }
        return lexicon.isNegation(farthest) ? valence * Weight.negation : valence
    }

    /// Phrases around a word that mean something else than their words.
    private func withIdioms(_ valence: Double, at index: Int, in words: [Word]) -> Double {
        func phrase(_ range: ClosedRange<Int>) -> String { words[range].map(\.lower).joined(separator: " ") }
        var valence = valence
        let before = [
            index - 1...index, index - 2...index, index - 2...index - 1, index - 3...index - 1,
            index - 3...index - 2,
        ]
        if let idiom = before.lazy.compactMap({ lexicon.idioms[phrase($0)] }).first { valence = idiom }
        if index + 1 < words.count, let idiom = lexicon.idioms[phrase(index...index + 1)] { valence = idiom }
        if index + 2 < words.count, let idiom = lexicon.idioms[phrase(index...index + 2)] { valence = idiom }
        for range in [index - 3...index - 1, index - 3...index - 2, index - 2...index - 1] {
            valence += lexicon.modifiers[phrase(range)] ?? 0
        }
        return valence
    }

    /// "least" negates, but not in "at least" and "very least".
    private func leastAware(_ valence: Double, at index: Int, in words: [Word]) -> Double {
        guard index > 0, words[index - 1].lower == "least", lexicon.valences["least"] == nil else {
            return valence
        }
        if index > 1, ["at", "very"].contains(words[index - 2].lower) { return valence }
        return valence * Weight.negation
    }

    // MARK: The whole

    /// What follows a "but" counts more than what comes before.
    ///
    /// The method looks every valence up by value, so of equal ones the first is meant; kept, to score as it does.
    private func weighAroundBut(_ words: [Word], _ valences: inout [Double]) {
        guard let but = words.firstIndex(where: { $0.lower == "but" }) else { return }
        for position in valences.indices {
            guard let place = valences.firstIndex(of: valences[position]) else { continue }
            if place < but { valences[place] *= Weight.beforeBut }
            if place > but { valences[place] *= Weight.afterBut }
        }
    }

    private func emphasis(of text: String) -> Double {
        let exclamations = min(Weight.exclamationsMax, text.utf8.count { $0 == UInt8(ascii: "!") })
        let questions = text.utf8.count { $0 == UInt8(ascii: "?") }
        let asking =
            questions > 3 ? Weight.manyQuestions : questions > 1 ? Double(questions) * Weight.question : 0
        return Double(exclamations) * Weight.exclamation + asking
    }

    private func score(_ valences: [Double], emphasis: Double) -> Sentiment {
        var sum = valences.reduce(0, +)
        if sum > 0 { sum += emphasis } else if sum < 0 { sum -= emphasis }
        // Each rated word also counts as a word: the neutral ones count one.
        var positive = valences.reduce(0) { $0 + ($1 > 0 ? $1 + 1 : 0) }
        var negative = valences.reduce(0) { $0 + ($1 < 0 ? 1 - $1 : 0) }
        let neutral = Double(valences.count { $0 == 0 })
        if positive > negative { positive += emphasis } else if positive < negative { negative += emphasis }
        let total = positive + negative + neutral
        let compound = sum / (sum * sum + Weight.alpha).squareRoot()
        return Sentiment(
            positive: Self.round(positive / total, 1000), neutral: Self.round(neutral / total, 1000),
            negative: Self.round(negative / total, 1000),
            compound: Self.round(max(-1, min(1, compound)), 10_000))
    }

    private static func round(_ value: Double, _ scale: Double) -> Double {
        (value * scale).rounded(.toNearestOrEven) / scale
    }
}
