import CatalogCore

/// One dimension of a vector: what it is called, what it says, and where its value comes from.
struct FeatureEntry<Source: Sendable>: Sendable {
    let feature: FeatureSet.Feature
    /// The line of the documentation.
    let meaning: String
    let value: @Sendable (Source) -> Double

    init(
        _ name: String, _ unit: String, _ range: ClosedRange<Float>, _ group: String, _ meaning: String,
        _ value: @escaping @Sendable (Source) -> Double
    ) {
        feature = FeatureSet.Feature(
            name: name, unit: unit, lowerBound: range.lowerBound, upperBound: range.upperBound, group: group)
        self.meaning = meaning
        self.value = value
    }
}

/// A vector's dimensions, in order: the one place that defines them.
struct FeatureTable<Source: Sendable>: Sendable {
    let set: FeatureSet
    let entries: [FeatureEntry<Source>]

    init(name: String, version: Int, entries: [FeatureEntry<Source>]) {
        self.entries = entries
        set = FeatureSet(name: name, version: version, features: entries.map(\.feature))
    }

    /// The vector of one source: finite, and inside the range of every dimension.
    func vector(of source: Source) -> FeatureVector {
        FeatureVector(
            setVersion: set.version,
            values: entries.map { entry in
                let value = Float(entry.value(source))
                guard value.isFinite else {
                    return max(entry.feature.lowerBound, min(entry.feature.upperBound, 0))
                }
                return max(entry.feature.lowerBound, min(entry.feature.upperBound, value))
            })
    }

    /// The table as documentation.
    var markdown: String {
        var lines = [
            "| # | feature | group | unit | range | meaning |", "| ---: | --- | --- | --- | --- | --- |",
        ]
        for (index, entry) in entries.enumerated() {
            let feature = entry.feature
            let range = "\(Self.text(feature.lowerBound)) … \(Self.text(feature.upperBound))"
            lines.append(
                "| \(index) | `\(feature.name)` | \(feature.group) | \(feature.unit) | \(range) | \(entry.meaning) |"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ bound: Float) -> String {
        guard bound.isFinite else { return bound < 0 ? "−∞" : "∞" }
        return bound == bound.rounded() ? "\(Int(bound))" : "\(bound)"
    }
}
