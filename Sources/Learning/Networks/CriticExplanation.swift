/// Why a track has its rating.
package struct CriticExplanation: Sendable, Equatable {
    /// What one group of features adds to the average rating.
    package struct Contribution: Sendable, Equatable {
        package let group: String
        package let value: Float
    }

    /// What the rating would become if one feature were a deviation higher or lower, all else as it is.
    package struct Move: Sendable, Equatable {
        package let column: String
        package let group: String
        package let from: Float
        package let to: Float
        package let change: Float
    }

    package let rating: Float
    package let averageRating: Float
    /// Their sum is the rating minus the average; the largest first.
    package let contributions: [Contribution]
    /// The largest change first.
    package let moves: [Move]
}
