/// How well a name answers a query: the better, the higher.
struct SearchRanking {
    let key: String
    /// The words of each term and what they may be mistyped for.
    let terms: [[Substring]]
    let corrections: [[Substring]]

    init(query: SearchQuery, corrections: [[String]]) {
        key = query.key
        terms = query.terms.map { $0.map { Substring($0) } }
        self.corrections = corrections.map { $0.map { Substring($0) } }
    }

    /// - Parameters:
    ///   - name: the folded name itself: a title, or an artist's name.
    ///   - other: what else is on the line, where a match says less.
    ///   - popularity: 0…100.
    func score(name: String, other: String, popularity: Double?) -> Double {
        var score = (popularity ?? 0) / 100 * Self.popularityWeight
        if name == key {
            score += 4
        } else if name.hasPrefix(key) {
            score += 2
        }
        if other == key {
            score += 3
        } else if other.hasPrefix(key) {
            score += 1
        }
        // Title and artist in one query, in either order.
        if key == name + " " + other || key == other + " " + name { score += 4 }
        let nameWords = TextKey.words(of: name)
        let otherWords = TextKey.words(of: other)
        for (index, term) in terms.enumerated() {
            let inName = closeness(term, corrections[index], nameWords)
            let inOther = closeness(term, corrections[index], otherWords) * Self.otherWeight
            score += max(inName, inOther)
        }
        return score - Double(min(nameWords.count, 20)) * Self.lengthPenalty
    }

    private func closeness(_ term: [Substring], _ corrections: [Substring], _ words: [Substring]) -> Double {
        var best = 0.0
        for word in words {
            if term.contains(word) { return 1 }
            if let last = term.last, word.hasPrefix(last) {
                best = max(best, 0.5 + 0.4 * Double(last.utf8.count) / Double(max(1, word.utf8.count)))
            } else if corrections.contains(word) {
                best = max(best, 0.5)
            }
        }
        return best
    }

    private static let popularityWeight = 0.8
    private static let otherWeight = 0.9
    private static let lengthPenalty = 0.03
}
