import CatalogCore
import CatalogStore
import Learning

/// Takes models into use and out of it.
package struct ModelUpkeep {
    private let catalog: Catalog
    private let settings: TrainingSettings
    private let workerCount: Int

    /// - Parameter workerCount: files that are heard at once.
    package init(_ catalog: Catalog, settings: TrainingSettings, workerCount: Int = 2) {
        self.catalog = catalog
        self.settings = settings
        self.workerCount = workerCount
    }

    /// Takes a version into use, after it has said what it has to say of all tracks; returns of how many it had to be
    /// asked now. What it said before is kept, so that files are heard again only where they came since.
    package func promote(_ record: ModelRecord) throws -> Int {
        try ModelSoundness.check(
            kind: record.kind, weights: try catalog.read { try $0.weights(of: record.id) })
        let count =
            switch ModelFamily(rawValue: record.kind) {
            case .embedding: try Embedder.embedMissing(catalog, record, monitor: settings.monitor)
            case .critic: try TrackRater(record, in: catalog).rateAll(monitor: settings.monitor)
            case .genre, .mood: try tellMissing([record])
            case .classifier, nil: 0
            }
        if settings.monitor.isCancelled {
            throw TrainingError(
                .stopped, "It was stopped before all tracks were told of; what was in use stays in use.")
        }
        try catalog.write { try $0.activate(record.id) }
        return count
    }

    /// Brings all models in use up to date with the library: trains the embedding where that is due, places, labels and
    /// rates the tracks that came since. Says what was done, a sentence each.
    ///
    /// What a model cannot do is said and stops nothing; only the catalog's own errors are thrown.
    package func followLibrary() throws -> [String] {
        var sentences: [String] = []
        if let sentence = try EmbeddingUpkeep.run(catalog, settings: settings) { sentences.append(sentence) }
        if settings.monitor.isCancelled { return sentences }
        let active = try catalog.read { try ServingModels.records(in: $0) }
        try saying(&sentences) {
            let count = try tellMissing([active[.genre], active[.mood]].compactMap { $0 })
            return count == 0
                ? nil : "Told the \(Self.what(active)) of \(count) new \(count == 1 ? "track" : "tracks")."
        }
        if settings.monitor.isCancelled { return sentences }
        try saying(&sentences) {
            guard let critic = active[.critic] else { return nil }
            let known = try catalog.read { try $0.tracksTold(by: critic.id) }
            let count = try TrackRater(critic, in: catalog).rateAll(except: known, monitor: settings.monitor)
            return count == 0 ? nil : "Rated \(count) new \(count == 1 ? "track" : "tracks")."
        }
        return sentences
    }

    private static func what(_ active: [ModelFamily: ModelRecord]) -> String {
        [active[.genre].map { _ in "genres" }, active[.mood].map { _ in "moods" }].compactMap { $0 }
            .joined(separator: " and ")
    }

    private func saying(_ sentences: inout [String], _ body: () throws -> String?) throws {
        do {
            if let sentence = try body() { sentences.append(sentence) }
        } catch let error as TrainingError {
            sentences.append(error.description)
        } catch let error as LearningError {
            sentences.append(error.description)
        }
    }

    /// Lets networks over patches tell of the tracks that one of them has not told of; returns of how many.
    private func tellMissing(_ records: [ModelRecord]) throws -> Int {
        guard !records.isEmpty else { return 0 }
        let (hearable, told) = try catalog.read { snapshot in
            (try HearableTracks(in: snapshot), try records.map { try snapshot.tracksTold(by: $0.id) })
        }
        let missing = hearable.tracks.filter { track in told.contains { !$0.contains(track) } }
        guard !missing.isEmpty else { return 0 }
        let options = PatchOptions(workerCount: workerCount)
        return try PatchTelling(catalog, settings, options).tell(
            missing, hearable, by: PatchNetworks(records, in: catalog), stopsWhenCancelled: true)
    }

    /// The version that was in use before the present one: the one that it replaced, else the one before it.
    package func former(of name: String) throws -> ModelRecord {
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
    package func prune(keeping keptCount: Int) throws -> [ModelRecord] {
        try catalog.write { transaction in
            var removed: [ModelRecord] = []
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
    package func take(_ file: ModelFile) throws -> ModelRecord {
        try catalog.write { transaction in
            let id = try transaction.add(file.model, at: settings.now())
            guard let record = try transaction.model(id) else {
                throw TrainingError(.noModel, "There is no model \(id).")
            }
            return record
        }
    }
}
