import CatalogCore
import CatalogStore

extension SignalWeights {
    /// Where a catalog keeps the weights that differ from the standard.
    package static let settingName = "signals"

    /// One weight, as a person tunes it.
    package struct Field: Sendable {
        package let name: String
        package let range: ClosedRange<Double>
        package let path: any WritableKeyPath<SignalWeights, Double> & Sendable
        package let summary: String
    }

    package static let fields = [
        Field(
            name: "play", range: 0...10, path: \.play,
            summary: "a first full play; the second adds 0.58 of it, the third 0.42"),
        Field(
            name: "unknown-completion", range: 0...1, path: \.unknownCompletion,
            summary: "how much of a track counts as heard where nobody knows"),
        Field(
            name: "early-skip", range: 0...10, path: \.earlySkip,
            summary: "taken away by a skip in the first moment"),
        Field(
            name: "late-skip", range: 0...10, path: \.lateSkip,
            summary: "taken away by a skip that is no longer early"),
        Field(
            name: "early-skip-end", range: 0.01...1, path: \.earlySkipEnd,
            summary: "where on the way a skip stops being early, as a share of the track"),
        Field(name: "like", range: 0...10, path: \.like, summary: "added by a like"),
        Field(name: "dislike", range: -10...0, path: \.dislike, summary: "a dislike"),
        Field(name: "ban", range: -10...0, path: \.ban, summary: "a ban; the track is in no answer anyway"),
        Field(
            name: "star", range: 0...10, path: \.star,
            summary: "each star above the neutral rating, or below"),
        Field(
            name: "neutral-rating", range: 0.5...5, path: \.neutralRating,
            summary: "the rating that says nothing"),
        Field(
            name: "liking-half-life-days", range: 1...36_500, path: \.likingHalfLifeDays,
            summary: "after so many days likings, dislikes and bans count half"),
        Field(
            name: "disliking-half-life-days", range: 1...36_500, path: \.dislikingHalfLifeDays,
            summary: "after so many days skips count half"),
        Field(name: "limit", range: 1...100, path: \.limit, summary: "no preference is stronger"),
    ]

    /// The weights of a catalog: the standard, with what was tuned.
    package static func stored(in catalog: some CatalogReading) throws -> SignalWeights {
        guard let text = try catalog.setting(settingName) else { return .standard }
        var weights = SignalWeights.standard
        for (name, value) in (try? QuestionText.assignments(of: text)) ?? [:] {
            if let field = fields.first(where: { $0.name == name }) { weights[keyPath: field.path] = value }
        }
        return weights
    }

    /// What differs from the standard, as a catalog keeps it; nil where nothing does.
    package var storedText: String? {
        let changed = Self.fields.filter { self[keyPath: $0.path] != Self.standard[keyPath: $0.path] }
        return changed.isEmpty
            ? nil
            : changed.map { "\($0.name)=\(NumberText.plain(self[keyPath: $0.path]))" }.joined(separator: ",")
    }

    /// Sets weights by name: `early-skip=1,like=3`.
    package mutating func set(_ text: String) throws(ValueError) {
        for (name, value) in try QuestionText.assignments(of: text) {
            if let field = Self.fields.first(where: { $0.name == name }) { self[keyPath: field.path] = value }
        }
    }
}

extension QuestionText {
    fileprivate static func assignments(of text: String) throws(ValueError) -> [String: Double] {
        try assignments(text, names: SignalWeights.fields.map(\.name)) { name in
            SignalWeights.fields.first { $0.name == name }?.range ?? 0...0
        }
    }
}
