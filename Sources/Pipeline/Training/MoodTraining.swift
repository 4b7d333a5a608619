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
        let course = try PatchCourse(
            catalog, settings, options, tracks: known.keys.sorted(), hearable: hearable, groups: \.groups,
            tracksMin: MoodTrainer.tracksMin)
        let targets = course.library.tracks.map { known[$0] ?? [] }
        let model = try MoodTrainer(
            options: course.network, monitor: settings.monitor, journal: settings.journal
        ).train(
            course.source,
            targets: VectorTable(columns: Self.moods.count, rows: course.training.map { targets[$0] }),
            names: Self.moods, groups: course.groups, featureSet: PatchCourse.patchSet)
        let contest = try course.contest(
            model, measure: "mean squared error", higherIsBetter: false,
            validation: (
                min(model.card.trunkError, model.card.separateError ?? .infinity), model.card.heldOutTracks
            ), champion: champion, decode: { try MoodModel(decoding: $0) }
        ) { model, source, tracks in
            var (sum, count) = (0.0, 0.0)
            for (track, moods) in zip(tracks, try model.predict(source, tracks: tracks.count)) {
                for mood in moods ?? [] {
                    guard let column = Self.moods.firstIndex(of: mood.name) else { continue }
                    let difference = Double(mood.value - targets[track][column])
                    sum += difference * difference
                    count += 1
                }
            }
            return sum / max(1, count)
        }
        return try course.keep(
            .mood, weights: model.encoded(), dimension: Self.moods.count,
            epochs: course.network.plan.epochsMax, endedEarly: settings.monitor.isCancelled,
            contest: contest, figures: Self.figures(model)
        ) { PatchNetworks(mood: ($0, model)) }
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
