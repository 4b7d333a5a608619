/// A rating with its reasons.
package struct RatedTrack: Sendable {
    package struct Contribution: Sendable, Equatable {
        package let group: String
        package let value: Double
    }

    package struct Move: Sendable, Equatable {
        package let feature: String
        /// What the feature says something of, as contributions have it.
        package let group: String
        package let from: Double
        package let to: Double
        package let change: Double
    }

    /// What was rated, as a person calls it.
    package let name: String
    package let rating: Double
    /// The truth lies here in four of five cases.
    package let interval: ClosedRange<Double>
    package let average: Double
    /// Their sum is the rating minus the average; the largest first.
    package let contributions: [Contribution]
    /// The nearest whose fate is known.
    package let closest: [NearTrack]
    package let moves: [Move]
    package let criticVersion: Int
    /// The same in words.
    package let sentences: [String]
}
