import CatalogCore

/// A rating with its reasons.
package struct RatedTrack: Sendable {
    package struct Contribution: Sendable, Equatable {
        package let group: String
        package let value: Double
    }

    /// A track of the catalog that sounds alike, and what people or popularity say of it.
    package struct Neighbor: Sendable, Equatable {
        package let track: TrackID
        package let title: String
        package let artist: String
        package let rating: Double
        /// -1...1.
        package let similarity: Double
    }

    package struct Move: Sendable, Equatable {
        package let feature: String
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
    package let closest: [Neighbor]
    package let moves: [Move]
    package let criticVersion: Int
    /// Inputs that were not known and stood in for by the mean.
    package let sentences: [String]
}
