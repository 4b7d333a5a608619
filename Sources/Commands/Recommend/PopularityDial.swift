import Recommend

/// What the popularity dial reads: a word or a number.
enum PopularityDial {
    private static let words: [String: Double] = ["deep": -1, "balanced": 0, "hits": 1]

    static let kind = ValueKind<Double>("LEAN") { word throws(ValueProblem) in
        if let value = words[word.lowercased()] { return value }
        guard let value = Double(word), (-1...1).contains(value) else {
            throw ValueProblem(expected: "deep, balanced, hits or a number between -1 and 1")
        }
        return value
    }
}
