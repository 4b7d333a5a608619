/// A rating and its reasons in words.
enum RatingSentences {
    private static let groupsSaid = 3
    /// Less than this is not worth a word.
    private static let contributionMin = 0.01

    static func write(
        name: String, rating: Double, interval: ClosedRange<Double>, average: Double,
        contributions: [RatedTrack.Contribution], closest: [NearTrack], moves: [RatedTrack.Move]
    ) -> [String] {
        let difference = rating - average
        let place =
            abs(difference) < 0.05
            ? "as much as the average track"
            : "\(text(abs(difference))) \(difference > 0 ? "above" : "below") the average"
        var sentences = [
            "\(name) is rated \(text(rating)), \(place) of \(text(average)); four of five such ratings lie between "
                + "\(text(interval.lowerBound)) and \(text(interval.upperBound))."
        ]
        let raising = contributions.filter { $0.value >= contributionMin }.prefix(groupsSaid)
        let lowering = contributions.filter { $0.value <= -contributionMin }.prefix(groupsSaid)
        if !raising.isEmpty { sentences.append("What speaks for it: \(list(Array(raising))).") }
        if !lowering.isEmpty { sentences.append("What speaks against it: \(list(Array(lowering))).") }
        let fates = closest.compactMap(\.rating)
        if !fates.isEmpty {
            let tracks = closest.map { near in
                "\(near.artist) - \(near.title)" + (near.rating.map { " (\(text($0)))" } ?? "")
            }
            let mean = fates.reduce(0, +) / Double(fates.count)
            sentences.append("Closest are \(joined(tracks)): \(text(mean)) on average.")
        }
        if let move = moves.first, abs(move.change) >= contributionMin {
            sentences.append(
                "What would move it most: \(move.group) (\(words(move.feature)) \(significant(move.to)) instead of "
                    + "\(significant(move.from))), \(signed(move.change)).")
        }
        return sentences
    }

    static func text(_ value: Double) -> String {
        let hundredths = Int((abs(value) * 100).rounded())
        let sign = value < 0 && hundredths > 0 ? "-" : ""
        return "\(sign)\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    private static func signed(_ value: Double) -> String { (value >= 0 ? "+" : "") + text(value) }

    private static func list(_ contributions: [RatedTrack.Contribution]) -> String {
        joined(contributions.map { "\($0.group) (\(signed($0.value)))" })
    }

    private static func words(_ name: String) -> String {
        name.split(separator: "_").joined(separator: " ")
    }

    private static func joined(_ texts: [String]) -> String {
        guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
        return texts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// Three digits that count.
    private static func significant(_ value: Double) -> String {
        guard value != 0, value.isFinite, abs(value) < 1e12 else { return value.isFinite ? "0" : "\(value)" }
        if abs(value) >= 100 { return String(Int64(value.rounded())) }
        if abs(value) >= 0.1 { return text(value) }
        let millionths = Int64((abs(value) * 1e6).rounded())
        let digits = String(millionths)
        return (value < 0 ? "-" : "") + "0." + String(repeating: "0", count: max(0, 6 - digits.count))
            + digits
    }
}
