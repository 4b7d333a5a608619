import Audio
import CatalogCore
import CatalogStore
import Learning

/// Takes models into use and out of it.
package struct ModelUpkeep {
    private let catalog: Catalog
    private let settings: TrainingSettings

    package init(_ catalog: Catalog, settings: TrainingSettings) {
        self.catalog = catalog
        self.settings = settings
    }

    /// Takes a version into use, after it has said what it has to say of all tracks.
    package func promote(_ record: CatalogStore.ModelRecord) throws {
        try ModelSoundness.check(
            kind: record.kind, weights: try catalog.read { try $0.weights(of: record.id) })
        switch ModelFamily(rawValue: record.kind) {
        case .embedding: _ = try Embedder.embedMissing(catalog, record, monitor: settings.monitor)
        case .critic: try TrackRater(record, in: catalog).rateAll(monitor: settings.monitor)
        case .genre, .mood, .classifier, nil: break
        }
        try catalog.write { try $0.activate(record.id) }
    }

    /// The version that was in use before the present one: the one that it replaced, else the one before it.
    package func former(of name: String) throws -> CatalogStore.ModelRecord {
        try catalog.read { snapshot in
            guard let active = try snapshot.activeModel(named: name) else {
                throw TrainingError(.noModel, "No model of the kind `\(name)` is in use.")
            }
            if let parent = active.parent, let record = try snapshot.model(parent), record.name == active.name
            {
                return record
            }
            guard
                let before = try snapshot.models(named: name).first(where: {
                    $0.version < active.version
                })
            else {
                throw TrainingError(
                    .noModel,
                    "Version \(active.version) of `\(name)` is the first: there is none before it."
                )
            }
            return before
        }
    }

    /// Removes all but the models in use and the newest `keptCount` others of each kind; returns what is gone.
    package func prune(keeping keptCount: Int) throws -> [CatalogStore.ModelRecord] {
        try catalog.write { transaction in
            var removed: [CatalogStore.ModelRecord] = []
            for (_, records) in Dictionary(grouping: try transaction.models(), by: \.name) {
                let others = records.filter { !$0.isActive }.sorted { $0.version > $1.version }
                removed += others.dropFirst(keptCount)
            }
            removed.sort { ($0.name, $0.version) < ($1.name, $1.version) }
            for record in removed { try transaction.remove(record.id) }
            return removed
        }
    }

    /// Stores a model that was exported; it is not in use until it is promoted.
    package func take(_ file: ModelFile) throws -> CatalogStore.ModelRecord {
        try catalog.write { transaction in
            let id = try transaction.add(file.model, at: settings.now())
            guard let record = try transaction.model(id) else {
                throw TrainingError(.noModel, "There is no model \(id).")
            }
            return record
        }
    }
}
