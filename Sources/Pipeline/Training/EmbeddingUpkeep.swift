import Audio
import CatalogCore
import CatalogStore
import Learning

/// Keeps the embedding up with the library: after an ingest, new tracks are placed, and what has grown is learnt anew.
package enum EmbeddingUpkeep {
    /// Does what is due and says it in a sentence; nil where there was nothing to do or to say.
    ///
    /// What a model cannot do is said and stops no ingest; only the catalog's own errors are thrown.
    package static func run(_ catalog: Catalog, settings: TrainingSettings) throws -> String? {
        do {
            return try update(catalog, settings)
        } catch let error as TrainingError {
            return error.description
        } catch let error as LearningError {
            return error.description
        }
    }

    private static func update(_ catalog: Catalog, _ settings: TrainingSettings) throws -> String? {
        let version = TrackFeatures.set.version
        let (count, active) = try catalog.read {
            (
                try $0.featureVectorCount(setVersion: version),
                try $0.activeModel(named: ModelFamily.embedding.rawValue)
            )
        }
        guard let active, active.featureSetVersion == version else {
            if let lack = EmbeddingTraining.lack(ofTracks: count) { return count == 0 ? nil : lack }
            return try train(catalog, settings, "There are \(count) heard tracks")
        }
        let before = TrainingSummary.of(active)?.tracks ?? count
        if Double(count) >= Double(before) * (1 + EmbeddingOptions.growthShare) {
            // Whatever comes of the training, the new tracks are placed.
            try Embedder.embedNewTracks(catalog, monitor: settings.monitor)
            return try train(
                catalog, settings, "The library has grown from \(before) to \(count) heard tracks")
        }
        let placed = try Embedder.embedNewTracks(catalog, monitor: settings.monitor)
        return placed == 0
            ? nil : "Placed \(placed) new \(placed == 1 ? "track" : "tracks") among the others."
    }

    private static func train(
        _ catalog: Catalog, _ settings: TrainingSettings, _ occasion: String
    ) throws -> String {
        let outcome = try EmbeddingTraining(catalog, settings: settings).train()
        return "\(occasion): trained version \(outcome.version) of the embedding. \(outcome.contest.sentence)"
    }
}
