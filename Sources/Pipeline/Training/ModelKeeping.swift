import CatalogCore
import CatalogStore

/// Puts trained models into the catalog.
struct ModelKeeping {
    let catalog: Catalog
    let settings: TrainingSettings

    struct Metrics: Codable {
        let contest: ModelContest
        let figures: [TrainingOutcome.Figure]
    }

    /// Stores a model, lets it say what it has to say of the tracks, and takes it into use where it won.
    func keep(
        _ model: NewModel, family: ModelFamily, contest: ModelContest, figures: [TrainingOutcome.Figure],
        speaking: (ModelID) throws -> Void
    ) throws -> TrainingOutcome {
        var model = model
        model.metrics = try JSONText.encode(Metrics(contest: contest, figures: figures))
        let (id, version) = try catalog.write { transaction in
            model.parent = try transaction.activeModel(named: model.name)?.id
            let id = try transaction.add(model, at: settings.now())
            return (id, try transaction.model(id)?.version ?? 0)
        }
        if contest.isWon {
            // Readers see the new model when all that it says is there.
            try speaking(id)
            try catalog.write { try $0.activate(id) }
        }
        return TrainingOutcome(
            family: family, name: model.name, model: id, version: version, isActivated: contest.isWon,
            contest: contest,
            figures: figures)
    }
}
