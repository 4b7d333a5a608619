/// How probable a model finds a label for a track.
package struct LabelPrediction: Sendable, Equatable {
    package var label: String
    package var probability: Double

    package init(label: String, probability: Double) {
        self.label = label
        self.probability = probability
    }
}
