import CatalogCore

/// Reads the filter language.
///
///     filter = clause { "," clause }
///     clause = [ "not" ] field ( range | comparison | words )
///     range = number ".." [ number ] | ".." number | number
///     comparison = ( "<" | "<=" | ">" | ">=" | "=" ) number
///     words = [ "=" ] word { "|" word }          a word with commas or bars goes in "double quotes"
package struct FilterParser {
    private let text: String
    private let characters: [Character]
    private var place = 0

    /// Longer text is no filter that a person typed.
    package static let lengthMax = 2_000
    private static let clauseCountMax = 32

    package static func parse(_ text: String) throws(FilterError) -> Filter {
        var parser = FilterParser(text)
        return try parser.filter()
    }

    private init(_ text: String) {
        self.text = text
        characters = Array(text)
    }

    private mutating func filter() throws(FilterError) -> Filter {
        guard characters.count <= FilterParser.lengthMax else {
            throw error(
                "a filter has at most \(FilterParser.lengthMax) characters", at: FilterParser.lengthMax)
        }
        var clauses: [Filter.Clause] = []
        skipSpace()
        if isAtEnd { return .none }
        while true {
            clauses.append(try clause())
            guard clauses.count <= FilterParser.clauseCountMax else {
                throw error("a filter has at most \(FilterParser.clauseCountMax) conditions", at: place)
            }
            skipSpace()
            if isAtEnd { return Filter(clauses: clauses) }
            guard take(",") else { throw error("expected a comma or the end", at: place) }
        }
    }

    private mutating func clause() throws(FilterError) -> Filter.Clause {
        skipSpace()
        var start = place
        var name = letters()
        var isNegated = false
        if name.lowercased() == "not" {
            isNegated = true
            skipSpace()
            start = place
            name = letters()
        }
        guard !name.isEmpty else { throw error("expected a field, such as tempo or genre", at: start) }
        guard let field = FilterField(rawValue: name.lowercased()) else {
            throw error("no field \(name)" + suggestion(name), at: start)
        }
        skipSpace()
        let test: Filter.Test =
            switch field.kind {
            case .number: try numbers(field)
            case .word: try words(field)
            }
        return Filter.Clause(field: field, isNegated: isNegated, test: test)
    }

    private mutating func numbers(_ field: FilterField) throws(FilterError) -> Filter.Test {
        let start = place
        for (sign, isLower, isStrict) in [
            ("<=", false, false), (">=", true, false), ("<", false, true), (">", true, true),
        ] where take(sign) {
            skipSpace()
            let bound = try number(field)
            let value = isStrict ? (isLower ? bound.nextUp : bound.nextDown) : bound
            return isLower ? .range(lower: value, upper: nil) : .range(lower: nil, upper: value)
        }
        if take("=") { skipSpace() }
        if take("..") || take("…") {
            skipSpace()
            return .range(lower: nil, upper: try number(field))
        }
        let lower = try number(field)
        skipSpace()
        guard take("..") || take("…") else { return .range(lower: lower, upper: lower) }
        skipSpace()
        if isAtEnd || characters[place] == "," { return .range(lower: lower, upper: nil) }
        let upper = try number(field)
        guard lower <= upper else { throw error("the range \(lower)..\(upper) is empty", at: start) }
        return .range(lower: lower, upper: upper)
    }

    private mutating func number(_ field: FilterField) throws(FilterError) -> Double {
        let start = place
        var digits = ""
        if !isAtEnd, characters[place] == "-" || characters[place] == "+" {
            digits.append(characters[place])
            place += 1
        }
        while !isAtEnd {
            let isPoint =
                characters[place] == "." && !(place + 1 < characters.count && characters[place + 1] == ".")
            guard ("0"..."9").contains(characters[place]) || isPoint else { break }
            digits.append(characters[place])
            place += 1
        }
        guard let value = Double(digits), value.isFinite else {
            throw error("expected a number (\(field.rawValue) is in \(field.unit))", at: start)
        }
        return value
    }

    private mutating func words(_ field: FilterField) throws(FilterError) -> Filter.Test {
        if take("=") { skipSpace() }
        var words: [String] = []
        repeat {
            skipSpace()
            let start = place
            let word = try take("\"") ? quoted(from: start) : bare()
            guard !word.isEmpty else {
                throw error("expected what \(field.rawValue) should be (\(field.unit))", at: start)
            }
            words.append(try checked(word, field, at: start))
            skipSpace()
        } while take("|")
        return .words(words)
    }

    private func checked(_ word: String, _ field: FilterField, at start: Int) throws(FilterError) -> String {
        let lower = word.lowercased()
        switch field {
        case .mode where lower != "major" && lower != "minor":
            throw error("mode is major or minor", at: start)
        case .explicit where lower != "yes" && lower != "no":
            throw error("explicit is yes or no", at: start)
        case .key:
            guard let number = FilterParser.keyNumber(lower) else {
                throw error("a key is one of C, C#, Db, D … B", at: start)
            }
            return String(number)
        default: return word
        }
    }

    /// 0 = C … 11 = B.
    package static func keyNumber(_ name: String) -> Int? {
        let naturals: [Character: Int] = ["c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11]
        guard let first = name.first, let natural = naturals[first] else { return nil }
        switch name.dropFirst() {
        case "": return natural
        case "#", "♯": return (natural + 1) % 12
        case "b", "♭": return (natural + 11) % 12
        default: return nil
        }
    }

    private mutating func quoted(from start: Int) throws(FilterError) -> String {
        var word = ""
        while !isAtEnd && characters[place] != "\"" {
            word.append(characters[place])
            place += 1
        }
        guard take("\"") else { throw error("this quotation mark is never closed", at: start) }
        return word
    }

    private mutating func bare() -> String {
        var word = ""
        while !isAtEnd && characters[place] != "," && characters[place] != "|" {
            word.append(characters[place])
            place += 1
        }
        while word.last?.isWhitespace == true { word.removeLast() }
        return word
    }

    // MARK: - Characters

    private var isAtEnd: Bool { place >= characters.count }

    private mutating func skipSpace() {
        while !isAtEnd && characters[place].isWhitespace { place += 1 }
    }

    private mutating func letters() -> String {
        var word = ""
        while !isAtEnd && characters[place].isLetter {
            word.append(characters[place])
            place += 1
        }
        return word
    }

    private mutating func take(_ wanted: String) -> Bool {
        let end = place + wanted.count
        guard end <= characters.count, String(characters[place..<end]) == wanted else { return false }
        place = end
        return true
    }

    private func error(_ message: String, at place: Int) -> FilterError {
        FilterError(text: text, column: place + 1, message: message)
    }

    private func suggestion(_ name: String) -> String {
        let fields = FilterField.allCases.map(\.rawValue)
        let meant = Spelling.nearest(to: name, among: fields).map { [$0] }
        let near = meant ?? fields.filter { $0.hasPrefix(name.lowercased().prefix(3)) }
        return near.isEmpty
            ? "; the fields are \(fields.joined(separator: ", "))"
            : "; did you mean \(near.joined(separator: " or "))?"
    }
}
