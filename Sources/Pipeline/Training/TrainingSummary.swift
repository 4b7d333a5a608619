import CatalogCore
import CatalogStore

/// What the catalog keeps of a training run beside the weights.
struct TrainingSummary: Codable {
    /// Tracks that were learnt from and held out, together.
    var tracks: Int
    var heldOutTracks: Int
    var epochs: Int
    var endedEarly: Bool

    static func of(_ record: ModelRecord) -> TrainingSummary? {
        JSONText.decode(TrainingSummary.self, from: record.training)
    }
}
