/// A search as the index understands it.
struct SearchQuery {
    /// Runs of CJK characters are one term of several words.
    private(set) var terms: [[String]]
    let key: String

    /// More words narrow a search no further.
    private static let termLimit = 12

    init(_ text: String) {
        key = TextKey.fold(text)
        terms = []
        var isAfterCharacter = false
        for word in TextKey.words(of: key).prefix(Self.termLimit * 4) {
            let isCharacter = word.count == 1 && (word.unicodeScalars.first?.value ?? 0) >= 0x3005
            if isCharacter && isAfterCharacter {
                terms[terms.count - 1].append(String(word))
            } else if terms.count < Self.termLimit {
                terms.append([String(word)])
            }
            isAfterCharacter = isCharacter
        }
    }

    /// All terms must match; the last one may go on, unless it is a single letter, with which half of all names go on.
    var match: String? {
        var terms = terms
        if let last = terms.last, last.count == 1, last[0].utf8.count == 1 { terms.removeLast() }
        guard !terms.isEmpty else { return nil }
        return terms.enumerated().map { index, term in
            Self.quote(term.joined(separator: " ")) + (index == terms.count - 1 ? " *" : "")
        }.joined(separator: " AND ")
    }

    /// The same with other words allowed in the place of each term.
    func match(alternatives: [[String]], requiringAll: Bool) -> String {
        zip(terms, alternatives).enumerated().map { index, pair in
            let words = [pair.0.joined(separator: " ")] + pair.1
            let choices = words.enumerated().map { place, word in
                Self.quote(word) + (index == terms.count - 1 && place == 0 ? " *" : "")
            }
            return "(" + choices.joined(separator: " OR ") + ")"
        }.joined(separator: requiringAll ? " AND " : " OR ")
    }

    private static func quote(_ text: String) -> String {
        "\"" + text.split(separator: "\"").joined(separator: "\"\"") + "\""
    }
}
