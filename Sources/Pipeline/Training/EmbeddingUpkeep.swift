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
        let (inputs, count, active) = try catalog.read { snapshot in
            let active = try snapshot.activeModel(named: ModelFamily.embedding.rawValue)
            // Unasked it learns from what was heard; what was once learnt from tables is kept up with them.
            let inputs = active.map(EmbeddingInputs.init(of:)) ?? .features
            return (inputs, try inputs.count(in: snapshot), active)
        }
        guard let active, active.featureSetVersion == inputs.featureSetVersion else {
            if let lack = EmbeddingTraining.lack(ofTracks: count, inputs) { return count == 0 ? nil : lack }
            return try train(
                catalog, settings, inputs,
                "There are \(count) \(inputs == .features ? "heard" : "imported") tracks")
        }
        let before = TrainingSummary.of(active)?.tracks ?? count
        // Whatever comes of a training, the new tracks are placed.
        let placed = try Embedder.embedNewTracks(catalog, monitor: settings.monitor)
        if Double(count) >= Double(before) * (1 + EmbeddingOptions.growthShare) {
            return try train(
                catalog, settings, inputs, "The library has grown from \(before) to \(count) tracks")
        }
        return placed == 0
            ? nil : "Placed \(placed) new \(placed == 1 ? "track" : "tracks") among the others."
    }

    private static func train(
        _ catalog: Catalog, _ settings: TrainingSettings, _ inputs: EmbeddingInputs, _ occasion: String
    ) throws -> String {
        let outcome = try EmbeddingTraining(catalog, settings: settings, inputs: inputs).train()
        return "\(occasion): trained version \(outcome.version) of the embedding. \(outcome.contest.sentence)"
    }
}
