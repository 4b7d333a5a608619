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

    /// Calls `body` with every track that can be heard, some at a time.
    func tell(_ hearable: HearableTracks, _ body: ([TrackID], any PatchSource) throws -> Void) throws {
        let tracks = hearable.paths.keys.sorted()
        // A person's Ctrl-C ended the training with the best so far; what it says of the tracks is still written.
        let monitor = settings.monitor
        let telling = JobMonitor(report: { monitor.report($0) })
        for start in stride(from: 0, to: tracks.count, by: PatchOptions.predictionTracks) {
            let some = Array(tracks[start..<min(tracks.count, start + PatchOptions.predictionTracks)])
            let library = try PatchLibrary(
                hearing: hearable.files(of: some), patchesPerTrackMax: options.patchesPerTrackMax,
                workerCount: options.workerCount, monitor: telling)
            if !library.tracks.isEmpty { try body(library.tracks, library) }
        }
    }

    /// What the model in use comes to, or why it cannot be asked.
    static func ask(
        _ record: CatalogStore.ModelRecord?, _ body: (CatalogStore.ModelRecord) throws -> Double
    ) throws -> (champion: Double?, obstacle: String?) {
        guard let record else { return (nil, nil) }
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
