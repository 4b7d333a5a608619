import CatalogCore
import CatalogStore

/// What the catalog keeps of a training run beside the weights.
struct TrainingSummary: Codable {
    /// Tracks that were learnt from and held out, together.
    var tracks: Int
    var heldOutTracks: Int
    var epochs: Int
    var endedEarly: Bool

    /// Why a model is no rival on tracks that are held out now: of a smaller library it had learnt from all.
    static func obstacle(to record: ModelRecord) -> String? {
        of(record)?.heldOutTracks == 0
            ? "it learnt from all tracks of a smaller library, the held-out ones too" : nil
    }

    static func of(_ record: ModelRecord) -> TrainingSummary? {
        JSONText.decode(TrainingSummary.self, from: record.training)
    }
}
