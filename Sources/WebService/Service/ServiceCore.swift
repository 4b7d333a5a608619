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
    /// Answers about tracks as they are sent.
    let tracks = Shelf<TrackID, KeptAnswer>(costMax: ServiceLimits.shelvedTracksBytesMax) { _, answer in
        answer.bytes.count
    }
    let answers: AnswerShelf
    let renewal: AnswerRenewal
    let marks = FeedbackMarks()
    let metrics = Metrics()
    let ingests: IngestRunner
    let promotions: PromotionRunner
    let streams: StreamHub
    let desk: AnalysisDesk
    let engine = EngineRoom()
    /// What tracks and artists are called.
    let words = Shelf<TrackID, TrackWords?>(costMax: ServiceLimits.shelvedWordsMax)
    let artists = Shelf<ArtistID, Artist?>(costMax: ServiceLimits.shelvedWordsMax)
    let maps = Shelf<MapRoutes.Map, [UInt8]>(costMax: ServiceLimits.shelvedMapsMax)
    let startedSeconds = MonotonicClock.seconds()
    private let stopping: StopFlag

    init(catalog: Catalog, settings: ServiceSettings) throws {
        self.catalog = catalog
        self.settings = settings
        try catalog.prepareToServe()
        let stopping = StopFlag()
        self.stopping = stopping
        answers = AnswerShelf(
            sizeBytesMax: ServiceLimits.shelvedAnswersBytesMax, laterSecondsMax: settings.laterSecondsMax)
        renewal = AnswerRenewal(stopping: stopping)
        revisions = try RevisionWatch(catalog: catalog)
        // Answers are kept from the first request on, before anything was followed.
        marks.follow(revisions.revision(of: .event))
        tokens = TokenBook(catalog: catalog)
        let streams = StreamHub()
        self.streams = streams
        desk = AnalysisDesk(catalog: catalog, clock: clock, tell: settings.tell)
        promotions = PromotionRunner(catalog: catalog, clock: clock, tell: settings.tell)
        ingests = IngestRunner(
            catalog: catalog, libraries: settings.libraries, clock: clock, tell: settings.tell,
            onChange: { streams.ingestChanged($0) })
    }

    var isStopping: Bool { stopping.isSet }

    func beginStop() { stopping.set() }

    /// Whether recommendations can be asked for.
    var isReady: Bool { !isStopping && engine.isReady }

    /// Reads what answers need, beside the first of them.
    func start() {
        engine.start(
            catalog, clock: clock, tell: settings.tell, isStopping: { [stopping] in stopping.isSet })
    }

    /// Changes the catalog; what is in memory knows it when this returns.
    func write<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
        let result = try catalog.write(body)
        try revisions.refresh()
        return result
    }

    /// Puts feedback on disk; what is known of its users is known to be old when this returns.
    func writeFeedback(
        _ body: (Transaction) throws -> (users: [UserID], outcomes: [EventOutcome])
    ) throws -> [EventOutcome] {
        var revision: Int64?
        do {
            let (users, outcomes) = try catalog.write { transaction in
                let next = try transaction.revision(of: .event) + 1
                revision = next
                marks.willWrite(next)
                return try body(transaction)
            }
            if let revision, !outcomes.contains(where: \.isAdded) { marks.didNotWrite(revision) }
            let different = Set(users)
            marks.arrived(of: different)
            metrics.countEvents(outcomes.count(where: \.isAdded))
            streams.feedbackArrived(of: different)
            return outcomes
        } catch {
            if let revision { marks.didNotWrite(revision) }
            throw error
        }
    }

    /// Takes in what changed in the catalog, by whatever program.
    func follow() {
        do {
            try revisions.refresh()
            streams.tick(self, isForeign: marks.follow(revisions.revision(of: .event)))
        } catch {
            tell("the catalog cannot be looked at: \(error)")
        }
    }

    func tell(_ sentence: String) { settings.tell(sentence) }
}
