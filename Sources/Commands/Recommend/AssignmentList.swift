import CatalogCore

/// Reads `energy=0.8,valence=0.3`: names with numbers, errors pointing at the column.
enum AssignmentList {
    private static let countMax = 32

    static func kind(
        _ placeholder: String, names: [String], range: @escaping @Sendable (String) -> ClosedRange<Double>
    ) -> ValueKind<[String: Double]> {
        ValueKind(placeholder) { text throws(ValueProblem) in
            try read(text, names: names, range: range)
        }
    }

    static func read(
        _ text: String, names: [String], range: (String) -> ClosedRange<Double>
    ) throws(ValueProblem) -> [String: Double] {
        var values: [String: Double] = [:]
        var column = 1
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= countMax else { throw ValueProblem(expected: "at most \(countMax) assignments") }
        for part in parts {
            let start = column + part.prefix { $0 == " " }.count
            column += part.count + 1
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = trimmed(sides[0]).lowercased()
            guard names.contains(name) else {
                let meant = Spelling.nearest(to: name, among: names).map { " (did you mean \($0)?)" } ?? ""
                throw ValueProblem(
                    expected: "one of \(names.joined(separator: ", ")) at column \(start)\(meant)")
            }
            guard sides.count == 2 else {
                throw ValueProblem(expected: "`=` and a number after \(name) at column \(start)")
            }
            let allowed = range(name)
            guard let value = Double(trimmed(sides[1])), allowed.contains(value) else {
                let bounds =
                    "\(NumberText.plain(allowed.lowerBound)) and \(NumberText.plain(allowed.upperBound))"
                throw ValueProblem(
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
