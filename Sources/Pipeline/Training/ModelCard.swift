import CatalogStore

/// What a model's record says of its training, as far as it can be read.
package struct ModelCard: Sendable {
    package let tracks: Int?
    package let epochs: Int?
    /// How it fared against the model that was in use then.
    package let verdict: String?
    package let figures: [TrainingOutcome.Figure]

    package init(_ record: ModelRecord) {
        let summary = TrainingSummary.of(record)
        tracks = summary?.tracks
        epochs = summary?.epochs
        let metrics = JSONText.decode(ModelKeeping.Metrics.self, from: record.metrics)
        let plain = JSONText.decode(PlainMetrics.self, from: record.metrics)
        verdict = metrics?.contest.account ?? plain?.reason
        figures = metrics?.figures ?? plain?.figures ?? []
    }

    /// What a model that is not trained here says of itself.
    private struct PlainMetrics: Codable {
        let reason: String
        let figures: [TrainingOutcome.Figure]
    }
}
