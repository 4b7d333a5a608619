import CatalogCore
import CatalogStore
import Learning

/// Trains the mood network of a catalog on heard tracks that are linked to imported descriptors.
package struct MoodTraining {
    package static let moods = ["energy", "danceability", "valence"]

    private let catalog: Catalog
    private let settings: TrainingSettings
    private let options: PatchOptions

    package init(_ catalog: Catalog, settings: TrainingSettings, options: PatchOptions = PatchOptions()) {
        self.catalog = catalog
        self.settings = settings
        self.options = options
    }

    package func train() throws -> TrainingOutcome {
        let (hearable, known, champion) = try catalog.read { snapshot in
            let hearable = try HearableTracks(in: snapshot)
            return (
                hearable, try Self.known(hearable, in: snapshot),
                try snapshot.activeModel(named: ModelFamily.mood.rawValue)
            )
        }
        guard known.count >= MoodTrainer.tracksMin else {
            throw TrainingError(
                .notEnoughData,
                "The mood network needs \(MoodTrainer.tracksMin) heard tracks whose energy, danceability and valence are "
                    + "imported, and there \(known.count == 1 ? "is 1" : "are \(known.count)"): import a table with them and "
                    + "link \(MoodTrainer.tracksMin - known.count) more.")
        }
        let library = try PatchTelling(catalog, settings, options).hear(known.keys.sorted(), hearable)
        let targets = library.tracks.map { known[$0] ?? [] }
        let groups = try catalog.read { try TrackGroups(of: library.tracks, in: $0).groups }
        let split = HeldOutGroups.split(groups)
        let isSmall = split.heldOut.isEmpty || split.training.count < MoodTrainer.tracksMin
        let training = isSmall ? Array(targets.indices) : split.training
        let selection = PatchSelection(library, tracks: training)
        let network = options.network(settings, patches: selection.trackOfPatch.count)
        let model = try MoodTrainer(
            options: network, monitor: settings.monitor, journal: settings.journal
        ).train(
            selection, targets: VectorTable(columns: Self.moods.count, rows: training.map { targets[$0] }),
            names: Self.moods, groups: TrackGroups.numbered(training.map { groups[$0] }),
            featureSet: GenreTraining.patchSet)
        let contest = try contest(model, library, isSmall ? nil : split.heldOut, targets, champion)
        var new = NewModel(
            name: ModelFamily.mood.rawValue, kind: ModelFamily.mood.rawValue, seed: settings.seed,
            weights: try model.encoded())
        new.dimension = Self.moods.count
        new.parameters = try JSONText.encode(model.options)
        new.training = try JSONText.encode(
            TrainingSummary(
                tracks: targets.count, heldOutTracks: isSmall ? 0 : split.heldOut.count,
                epochs: network.plan.epochsMax, endedEarly: settings.monitor.isCancelled))
        var outcome = try ModelKeeping(catalog: catalog, settings: settings).keep(
            new, family: .mood, contest: contest, figures: Self.figures(model)
        ) { id in
            _ = try PatchTelling(catalog, settings, options).tell(
                hearable.tracks, hearable, by: PatchNetworks(mood: (id, model)), stopsWhenCancelled: false)
        }
        outcome.remarks = PatchTelling.remarks(on: library.failures)
        return outcome
    }

    /// What tables say of tracks that can be heard: imported descriptors only, never what a model said before.
    private static func known(
        _ hearable: HearableTracks, in catalog: some CatalogReading
    ) throws -> [TrackID: [Float]] {
        var linked: [TrackID: [Float]] = [:]
        var last: Int64 = 0
        while true {
            let page = try catalog.providerTracks(after: last, limit: 1_000)
            guard let end = page.last else { break }
            for (_, row) in page {
                let sound = row.descriptors
                guard let energy = sound.energy, let danceability = sound.danceability,
                    let valence = sound.valence,
                    let track = try catalog.track(of: row.provider, externalID: row.externalID),
                    hearable.paths[track] != nil
                else { continue }
                linked[track] = [Float(energy), Float(danceability), Float(valence)]
            }
            last = end.row
        }
        return linked
    }

    private func contest(
        _ model: MoodModel, _ library: PatchLibrary, _ heldOut: [Int]?, _ targets: [[Float]],
        _ record: ModelRecord?
    ) throws -> ModelContest {
        let measure = "mean squared error"
        guard let heldOut else {
            return ModelContest(
                measure: measure, higherIsBetter: false, heldOutTracks: model.card.heldOutTracks,
                challenger: min(model.card.trunkError, model.card.separateError ?? .infinity), champion: nil,
                championVersion: record?.version,
                obstacle: "there are too few tracks to hold some out from both")
        }
        let source = PatchSelection(library, tracks: heldOut)
        func error(_ model: MoodModel) throws -> Double {
            var (sum, count) = (0.0, 0.0)
            for (track, moods) in zip(heldOut, try model.predict(source, tracks: heldOut.count)) {
                for mood in moods ?? [] {
                    guard let column = Self.moods.firstIndex(of: mood.name) else { continue }
                    let difference = Double(mood.value - targets[track][column])
                    sum += difference * difference
                    count += 1
                }
            }
            return sum / max(1, count)
        }
        let (champion, obstacle) = try PatchTelling.ask(record) { record in
            try error(MoodModel(decoding: catalog.read { try $0.weights(of: record.id) }))
        }
        return ModelContest(
            measure: measure, higherIsBetter: false, heldOutTracks: heldOut.count,
            challenger: try error(model),
            champion: champion, championVersion: record?.version, obstacle: obstacle)
    }

    private static func figures(_ model: MoodModel) -> [TrainingOutcome.Figure] {
        var figures = [
            TrainingOutcome.Figure("tracks", Double(model.card.trainingTracks + model.card.heldOutTracks)),
            TrainingOutcome.Figure("validation_error_of_one_trunk", model.card.trunkError),
        ]
        if let apart = model.card.separateError {
            figures.append(TrainingOutcome.Figure("validation_error_of_one_network_each", apart))
        }
        return figures
            + zip(model.names, model.errorBars).map {
                TrainingOutcome.Figure("error_bar_of_\($0)", Double($1))
            }
    }
}
