import CatalogCore
import CatalogStore
import Learning

/// Hears tracks for networks over patches: those that are learnt from, then all, a few at a time.
struct PatchTelling {
    private static let failuresSaid = 3

    private let catalog: Catalog
    private let settings: TrainingSettings
    private let options: PatchOptions

    init(_ catalog: Catalog, _ settings: TrainingSettings, _ options: PatchOptions) {
        self.catalog = catalog
        self.settings = settings
        self.options = options
    }

    /// The patches of tracks to learn from; of many, evenly spaced ones.
    func hear(_ tracks: [TrackID], _ hearable: HearableTracks) throws -> PatchLibrary {
        let limit = PatchOptions.trainingTracksMax
        let chosen =
            tracks.count <= limit ? tracks : (0..<limit).map { tracks[$0 * tracks.count / limit] }
        let library = try PatchLibrary(
            hearing: hearable.files(of: chosen), patchesPerTrackMax: options.patchesPerTrackMax,
            workerCount: options.workerCount, monitor: settings.monitor)
        if settings.monitor.isCancelled {
            throw TrainingError(
                .stopped, "It was stopped while tracks were heard; nothing was learnt or kept.")
        }
        return library
    }

    /// Hears tracks, some at a time, and stores what the networks say of them; returns of how many.
    ///
    /// A person's Ctrl-C ends it between two batches where `stopsWhenCancelled`; after a training that was ended so, what
    /// the best so far says is still written.
    func tell(
        _ tracks: [TrackID], _ hearable: HearableTracks, by networks: PatchNetworks, stopsWhenCancelled: Bool
    ) throws -> Int {
        let monitor = settings.monitor
        let telling = JobMonitor(report: { monitor.report($0) })
        var count = 0
        for start in stride(from: 0, to: tracks.count, by: PatchOptions.predictionTracks) {
            if stopsWhenCancelled && monitor.isCancelled { break }
            let some = Array(tracks[start..<min(tracks.count, start + PatchOptions.predictionTracks)])
            let library = try PatchLibrary(
                hearing: hearable.files(of: some), patchesPerTrackMax: networks.patchesPerTrackMax,
                workerCount: options.workerCount, monitor: telling)
            guard !library.tracks.isEmpty else { continue }
            try networks.tell(library, in: catalog)
            count += library.tracks.count
        }
        return count
    }

    /// What the model in use comes to, or why it cannot be asked.
    static func ask(
        _ record: ModelRecord?, _ body: (ModelRecord) throws -> Double
    ) throws -> (champion: Double?, obstacle: String?) {
        guard let record else { return (nil, nil) }
        if let obstacle = TrainingSummary.obstacle(to: record) { return (nil, obstacle) }
        do {
            return (try body(record), nil)
        } catch let error as LearningError {
            return (nil, error.description)
        } catch let error as CatalogError {
            return (nil, error.description)
        }
    }

    static func remarks(on failures: [String]) -> [String] {
        guard !failures.isEmpty else { return [] }
        return ["\(failures.count == 1 ? "1 file" : "\(failures.count) files") could not be heard:"]
            + failures.prefix(failuresSaid)
    }
}
