import CatalogCore
import CatalogStore
import Learning

/// What the training of every network over patches has in common: tracks are heard, some groups held out from old and new,
/// the two compared, and all tracks told of by the one that won.
struct PatchCourse {
    /// The name under which models know the patches.
    static let patchSet = "log-mel patches 1"

    /// What was heard, with the files that could not be.
    let library: PatchLibrary
    /// Those of the library that are learnt from, as trainers want them.
    let training: [Int]
    let source: PatchSelection
    let groups: [Int]
    let network: GenreOptions
    /// Nil where there are too few to hold some out.
    private let heldOut: [Int]?

    private let catalog: Catalog
    private let settings: TrainingSettings
    private let options: PatchOptions
    private let hearable: HearableTracks

    init(
        _ catalog: Catalog, _ settings: TrainingSettings, _ options: PatchOptions, tracks: [TrackID],
        hearable: HearableTracks, groups: KeyPath<TrackGroups, [Int64]>, tracksMin: Int
    ) throws {
        self.catalog = catalog
        self.settings = settings
        self.options = options
        self.hearable = hearable
        let library = try PatchTelling(catalog, settings, options).hear(tracks, hearable)
        let all = try catalog.read { try TrackGroups(of: library.tracks, in: $0)[keyPath: groups] }
        let split = HeldOutGroups.split(all)
        let isSmall = split.heldOut.isEmpty || split.training.count < tracksMin
        self.library = library
        heldOut = isSmall ? nil : split.heldOut
        training = isSmall ? Array(all.indices) : split.training
        source = PatchSelection(library, tracks: training)
        self.groups = TrackGroups.numbered(training.map { all[$0] })
        network = options.network(settings, patches: source.trackOfPatch.count)
    }

    /// The new model against the one in use on the held-out tracks, or what its own validation came to.
    ///
    /// - Parameter score: what a model comes to on some tracks of the library, which the source holds in their order.
    func contest<Model>(
        _ model: Model, measure: String, higherIsBetter: Bool, validation: (value: Double, tracks: Int),
        champion record: ModelRecord?, decode: ([UInt8]) throws -> Model,
        score: (Model, PatchSelection, [Int]) throws -> Double
    ) throws -> ModelContest {
        guard let heldOut else {
            return ModelContest(
                measure: measure, higherIsBetter: higherIsBetter, heldOutTracks: validation.tracks,
                challenger: validation.value, champion: nil, championVersion: record?.version,
                obstacle: "there are too few tracks to hold some out from both")
        }
        let source = PatchSelection(library, tracks: heldOut)
        let (champion, obstacle) = try PatchTelling.ask(record) { record in
            try score(decode(catalog.read { try $0.weights(of: record.id) }), source, heldOut)
        }
        return ModelContest(
            measure: measure, higherIsBetter: higherIsBetter, heldOutTracks: heldOut.count,
            challenger: try score(model, source, heldOut), champion: champion,
            championVersion: record?.version, obstacle: obstacle)
    }

    /// Keeps a model, and lets it tell of all tracks that can be heard where it won.
    func keep(
        _ family: ModelFamily, weights: [UInt8], dimension: Int, epochs: Int, endedEarly: Bool,
        contest: ModelContest, figures: [TrainingOutcome.Figure], networks: (ModelID) -> PatchNetworks
    ) throws -> TrainingOutcome {
        var new = NewModel(
            name: family.rawValue, kind: family.rawValue, seed: settings.seed, weights: weights)
        new.dimension = dimension
        new.parameters = try JSONText.encode(network)
        new.training = try JSONText.encode(
            TrainingSummary(
                tracks: library.tracks.count, heldOutTracks: heldOut?.count ?? 0, epochs: epochs,
                endedEarly: endedEarly))
        var outcome = try ModelKeeping(catalog: catalog, settings: settings).keep(
            new, family: family, contest: contest, figures: figures
        ) { id in
            _ = try PatchTelling(catalog, settings, options).tell(
                hearable.tracks, hearable, by: networks(id), stopsWhenCancelled: false)
        }
        outcome.remarks = PatchTelling.remarks(on: library.failures)
        return outcome
    }
}
