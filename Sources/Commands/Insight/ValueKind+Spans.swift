import CatalogCore

extension ValueKind where Value == Int64 {
    /// A length of time up to now, in milliseconds: `30d`, `12h`, `8w`, `6m` (of 30 days), `1y` (of 365).
    static func span(_ placeholder: String = "SPAN") -> ValueKind<Int64> {
        ValueKind(placeholder) { word throws(ValueProblem) in
            let hour: Int64 = 3_600_000
            let units: [Character: Int64] = [
                "h": hour, "d": 24 * hour, "w": 7 * 24 * hour, "m": 30 * 24 * hour, "y": 365 * 24 * hour,
            ]
            guard let letter = word.last, let unit = units[letter], let count = Int64(word.dropLast()),
                (1...100_000).contains(count)
            else {
                throw ValueProblem(
                    expected: "a number of hours, days, weeks, months or years: 12h, 30d, 8w, 6m, 1y")
            }
            return count * unit
        }
    }
}
