import CatalogCore

/// A model that was trained, and whether it is in use now.
package struct TrainingOutcome: Sendable {
    package let family: ModelFamily
    /// The name under which it is kept.
    package let name: String
    package let model: ModelID
    package let version: Int
    package let isActivated: Bool
    package let contest: ModelContest
    /// What was learnt from and how well, in the order of telling.
    package let figures: [Figure]
    /// What a person should know besides.
    package var remarks: [String] = []

    package struct Figure: Sendable, Equatable, Codable {
        package let name: String
        package let value: Double

        package init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }
}
