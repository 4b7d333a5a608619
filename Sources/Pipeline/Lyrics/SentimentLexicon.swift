/// The words of the VADER method: how good or bad each is, what strengthens, weakens and negates, and idioms.
package struct SentimentLexicon: Sendable {
    /// Mean ratings, -4...4.
    let valences: [String: Double]
    /// What a word adds to the word it modifies: above zero strengthens.
    let modifiers: [String: Double]
    let negations: Set<String>
    let idioms: [String: Double]
    /// What an emoji is called; those of one code point, which are all that the method looks for.
    let emoji: [Unicode.Scalar: String]

    /// What one modifying word adds (Hutto and Gilbert 2014, from ratings).
    private static let modification = 0.293

    package static let seeded = SentimentLexicon(
        lexicon: Seed.vaderLexicon.text, rules: Seed.vaderRules.text, emoji: Seed.vaderEmoji.text)

    init(lexicon: String, rules: String, emoji: String) {
        var valences: [String: Double] = [:]
        for line in lexicon.split(separator: "\n") {
            let columns = line.split(separator: "\t", maxSplits: 2)
            if columns.count >= 2, let valence = Double(columns[1].trimmingSpaces()) {
                valences[String(columns[0].trimmingSpaces())] = valence
            }
        }
        var modifiers: [String: Double] = [:]
        var negations: Set<String> = []
        var idioms: [String: Double] = [:]
        var section = ""
        for line in rules.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("[") {
                section = String(line.dropFirst().dropLast())
                continue
            }
            let columns = line.split(separator: "\t")
            let words = String(columns[0])
            switch section {
            case "stronger": modifiers[words] = Self.modification
            case "weaker": modifiers[words] = -Self.modification
            case "negation": negations.insert(words)
            case "idiom": idioms[words] = columns.count > 1 ? Double(columns[1]) : nil
            default: break
            }
        }
        var names: [Unicode.Scalar: String] = [:]
        for line in emoji.split(whereSeparator: \.isNewline) {
            let columns = line.split(separator: "\t", maxSplits: 2)
            guard columns.count >= 2, columns[0].unicodeScalars.count == 1,
                let scalar = columns[0].unicodeScalars.first
            else { continue }
            names[scalar] = String(columns[1].trimmingSpaces())
        }
        self.emoji = names
        self.valences = valences
        self.modifiers = modifiers
        self.negations = negations
        self.idioms = idioms
    }

    func isNegation(_ word: String) -> Bool { negations.contains(word) || word.contains("n't") }
}
