/// A versioned list of features: vectors of two versions do not compare.
package struct FeatureSet: Sendable, Equatable, Codable {
    /// One dimension of the vector.
    package struct Feature: Sendable, Equatable, Codable {
        package let name: String
        package let unit: String
        /// The values that the definition allows; infinite where it sets no bound.
        package let lowerBound: Float
        package let upperBound: Float
        /// The group that explanations speak of: `rhythm`, `harmony`, `timbre`, `dynamics`, `loudness`.
        package let group: String

        package init(name: String, unit: String, lowerBound: Float, upperBound: Float, group: String) {
            precondition(lowerBound <= upperBound, "a feature's range is in order")
            self.name = name
            self.unit = unit
            self.lowerBound = lowerBound
            self.upperBound = upperBound
            self.group = group
        }
    }

    package let name: String
    package let version: Int
    package let features: [Feature]

    package init(name: String, version: Int, features: [Feature]) {
        precondition(Set(features.map(\.name)).count == features.count, "feature names are distinct")
        self.name = name
        self.version = version
        self.features = features
    }

    package var dimension: Int { features.count }

    package func index(of name: String) -> Int? { features.firstIndex { $0.name == name } }
}
