import CatalogCore

/// Reads the small languages of a question's texts: `energy=0.8,valence=0.3`, `deep…hits`, `yes`.
package enum QuestionText {
    private static let assignmentCountMax = 32
    private static let leans: [String: Double] = ["deep": -1, "balanced": 0, "hits": 1]

    /// What a mood may speak of.
    package static let moodNames = FilterField.allCases.filter {
        $0.kind == .number && $0 != .popularity && $0 != .year && $0 != .duration
    }.map(\.rawValue)

    package static let weightNames = ["people", "sound"]

    package static func mood(_ text: String) throws(ValueError) -> [FilterField: Double] {
        let values = try assignments(text, names: moodNames) { name in
            switch name {
            case "tempo": 20...400
            case "loudness": -80...10
            default: 0...1
            }
        }
        var mood: [FilterField: Double] = [:]
        for (name, value) in values {
            if let field = FilterField(rawValue: name) { mood[field] = value }
        }
        return mood
    }

    package static func weights(_ text: String) throws(ValueError) -> [String: Double] {
        try assignments(text, names: weightNames) { _ in 0...1 }
    }

    /// A word or a number.
    package static func popularity(_ text: String) throws(ValueError) -> Double {
        if let value = leans[text.lowercased()] { return value }
        guard let value = Double(text), (-1...1).contains(value) else {
            throw ValueError(expected: "deep, balanced, hits or a number between -1 and 1")
        }
        return value
    }

    static func share(_ text: String) throws(ValueError) -> Double {
        guard let value = Double(text), (0...1).contains(value) else {
            throw ValueError(expected: "a number between 0 and 1")
        }
        return value
    }

    static func whole(_ text: String, in range: ClosedRange<Int>) throws(ValueError) -> Int {
        guard let value = Int(text), range.contains(value) else {
            throw ValueError(
                expected: range.upperBound == .max
                    ? "a whole number of at least \(range.lowerBound)"
                    : "a whole number between \(range.lowerBound) and \(range.upperBound)")
        }
        return value
    }

    static func isYes(_ text: String) throws(ValueError) -> Bool {
        switch text.lowercased() {
        case "yes", "true", "1": true
        case "no", "false", "0": false
        default: throw ValueError(expected: "yes or no")
        }
    }

    static func cursor(_ text: String) throws(ValueError) -> Cursor {
        guard let cursor = Cursor(text: text) else {
            throw ValueError(expected: "a cursor, whole as the page before named it")
        }
        return cursor
    }

    /// Names with numbers, errors pointing at the column.
    static func assignments(
        _ text: String, names: [String], range: (String) -> ClosedRange<Double>
    ) throws(ValueError) -> [String: Double] {
        var values: [String: Double] = [:]
        var column = 1
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= assignmentCountMax else {
            throw ValueError(expected: "at most \(assignmentCountMax) assignments")
        }
        for part in parts {
            let start = column + part.prefix { $0 == " " }.count
            column += part.count + 1
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = trimmed(sides[0]).lowercased()
            guard names.contains(name) else {
                let meant = Spelling.nearest(to: name, among: names).map { " (did you mean \($0)?)" } ?? ""
                throw ValueError(
                    expected: "one of \(names.joined(separator: ", ")) at column \(start)\(meant)")
            }
            guard sides.count == 2 else {
                throw ValueError(expected: "`=` and a number after \(name) at column \(start)")
            }
            let allowed = range(name)
            guard let value = Double(trimmed(sides[1])), allowed.contains(value) else {
                let bounds =
                    "\(NumberText.plain(allowed.lowerBound)) and \(NumberText.plain(allowed.upperBound))"
                throw ValueError(
                    expected: "a number between \(bounds) for \(name) at column \(start + sides[0].count + 1)"
                )
            }
            values[name] = value
        }
        return values
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
