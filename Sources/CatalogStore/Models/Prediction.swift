/// A number that a model says of a track, with the interval that it stands by.
package struct Prediction: Sendable, Equatable {
    /// `energy`, `danceability`, `valence`, `rating`, …
    package var name: String
    package var value: Double
    package var lower: Double?
    package var upper: Double?
    /// Reasons and the rest, as a JSON object.
    package var details: String?

    package init(
        name: String, value: Double, lower: Double? = nil, upper: Double? = nil, details: String? = nil
    ) {
        self.name = name
        self.value = value
        self.lower = lower
        self.upper = upper
        self.details = details
    }
}
