import CatalogCore
import CatalogStore
import HTTP
import Synchronization

/// What all routes of one running service share.
final class ServiceCore: Sendable {
    let catalog: Catalog
    let settings: ServiceSettings
    let clock = ServiceClock()
    let revisions: RevisionWatch
    let tokens: TokenBook
    let shelf = TrackShelf(sizeBytesMax: ServiceLimits.shelfBytesMax)
    let metrics = Metrics()
    let ingests: IngestRunner
    let streams: StreamHub
    let desk: AnalysisDesk
    let engine = EngineRoom()
    /// What tracks and artists are called.
    let words = Shelf<TrackID, TrackWords>(countMax: ServiceLimits.shelvedWordsMax)
    let artists = Shelf<ArtistID, Artist>(countMax: ServiceLimits.shelvedWordsMax)
    let startedSeconds = MonotonicClock.seconds()
    private let stopping = Atomic<Bool>(false)

    init(catalog: Catalog, settings: ServiceSettings) throws {
        self.catalog = catalog
        self.settings = settings
        revisions = try RevisionWatch(catalog: catalog)
        tokens = TokenBook(catalog: catalog)
        let streams = StreamHub()
        self.streams = streams
        desk = AnalysisDesk(catalog: catalog, clock: clock, tell: settings.tell)
        ingests = IngestRunner(
            catalog: catalog, libraries: settings.libraries, clock: clock, tell: settings.tell,
            onChange: { streams.ingestChanged($0) })
    }

    var isStopping: Bool { stopping.load(ordering: .relaxed) }

    func beginStop() { stopping.store(true, ordering: .relaxed) }

    /// Whether recommendations can be asked for.
    var isReady: Bool { !isStopping && engine.isReady }

    /// Reads what answers need, beside the first of them.
    func start() {
        engine.start(
            catalog, clock: clock, tell: settings.tell,
            isStopping: { [weak self] in
                self?.isStopping ?? true
            })
    }

    /// Changes the catalog; what is in memory knows it when this returns.
    func write<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        let result = try catalog.write(body)
        try revisions.refresh()
        return result
    }

    /// Called when events are on disk that came through this service.
    func feedbackArrived(of users: [UserID]) {
        metrics.countEvents(users.count)
        streams.feedbackArrived(of: Set(users))
    }

    /// Takes in what changed in the catalog, by whatever program.
    func follow() {
        do {
            try revisions.refresh()
            streams.tick(self)
        } catch {
            tell("the catalog cannot be looked at: \(error)")
        }
    }

    func tell(_ sentence: String) { settings.tell(sentence) }
}
