import CatalogCore
import CatalogStore

extension ValueKind where Value == Timestamp {
    /// A moment: `2026-11-21`, `2026-11-21T02:43:00Z`, Unix seconds; without a zone it is UTC.
    static func time(_ placeholder: String = "TIME") -> ValueKind<Timestamp> {
        ValueKind(placeholder) { word throws(ValueProblem) in
            guard let milliseconds = TimeText.milliseconds(reading: word) else {
                throw ValueProblem(expected: "a time such as 2026-11-21 or 2026-11-21T02:43:00Z")
            }
            return Timestamp(milliseconds: milliseconds)
        }
    }
}

extension ValueKind where Value == Int64 {
    /// The number of a row.
    static func id(_ placeholder: String = "ID") -> ValueKind<Int64> {
        ValueKind(placeholder) { word throws(ValueProblem) in
            guard let number = Int64(word), number > 0 else {
                throw ValueProblem(expected: "a number from a list")
            }
            return number
        }
    }

    /// A length of time in milliseconds: `205`, `205.5` (seconds) or `3:25`.
    static func length(_ placeholder: String = "LENGTH") -> ValueKind<Int64> {
        ValueKind(placeholder) { word throws(ValueProblem) in
            var milliseconds = 0.0
            for part in word.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false) {
                guard let number = Double(part), number.isFinite, number >= 0, number < 1e9 else {
                    throw ValueProblem(expected: "seconds, or minutes and seconds as 3:25")
                }
                milliseconds = milliseconds * 60 + number * 1_000
            }
            return Int64(milliseconds.rounded())
        }
    }
}
