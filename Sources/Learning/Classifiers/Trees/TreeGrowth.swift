/// How a tree may grow.
package struct TreeGrowth: Sendable, Equatable {
    package enum Threshold: Sendable, Equatable {
        /// The best of all thresholds of a feature.
        case best
        /// One drawn at random between the feature's smallest and largest value (extremely randomised trees).
        case random
    }

    /// Features tried at each question; nil tries all.
    package var featureCount: Int?
    package var threshold = Threshold.best
    package var depthMax = 64
    package var leafRowCountMin = 1
    /// The side of a question that has fewer rows than this is no side.
    package var splitRowCountMin = 2

    package init() {}
}
