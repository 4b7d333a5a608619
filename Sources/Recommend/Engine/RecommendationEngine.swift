import CatalogCore
import CatalogStore
import Dispatch
import Learning
import Synchronization

/// What a running program asks: it follows its catalog, and every answer comes from one consistent value.
///
///     let engine = try RecommendationEngine(catalog, now: now)
///     let answer = try engine.ask(QuestionWords([("artist", "Björk"), ("limit", "10")]), now: now)
///
/// Each question first takes in what the log has that the engine has not, so that an event is known as soon as its
/// write returned. New tracks and newly active models are read at once where that is quick, else beside the answers:
/// those come from the former value until the new one is whole.
package final class RecommendationEngine: Sendable {
    private struct State {
        var snapshot: RecommendationSnapshot
        var lastEvent: EventID?
        var revisions: CatalogRevisions
        /// What the last reading of everything took, and when it ended.
        var loadDuration: Duration
        var loaded: ContinuousClock.Instant
        var isLoading = false
    }

    private let catalog: Catalog
    private let weights: SignalWeights
    private let state: Mutex<State>
    /// One thread follows at a time; who waits for it finds the work done.
    private let following = Mutex<Void>(())
    private let clock = ContinuousClock()

    /// What is read faster than this is read before the answer, not beside it.
    private static let promptDuration = Duration.milliseconds(150)
    /// Reading everything again takes at most one in so many parts of the time.
    private static let loadShare = 6
    /// Answers of one hour are the same: what fades with time fades in steps.
    private static let stepSeconds = 3_600.0

    /// Reads a catalog. One without tracks is well: a question to it throws `RecommendError.emptyCatalog`.
    package init(
        _ catalog: Catalog, weights: SignalWeights = .standard, now: Timestamp, monitor: JobMonitor = .silent
    ) throws {
        self.catalog = catalog
        self.weights = weights
        let start = ContinuousClock.now
        let loaded = try Self.load(catalog, weights, now: now, monitor: monitor)
        state = Mutex(
            State(
                snapshot: loaded.snapshot, lastEvent: loaded.lastEvent, revisions: loaded.revisions,
                loadDuration: ContinuousClock.now - start, loaded: .now))
    }

    /// What the engine knows at this moment.
    package var snapshot: RecommendationSnapshot { state.withLock { $0.snapshot } }

    /// The moment that an answer of now is made for.
    package static func momentSeconds(_ now: Timestamp) -> Double {
        (Double(now.milliseconds) / 1_000 / stepSeconds).rounded(.up) * stepSeconds
    }

    /// Answers a question in words; throws `QuestionError` and `RecommendError` for what cannot be answered.
    package func ask(_ words: QuestionWords, now: Timestamp) throws -> DescribedAnswer {
        try catalog.read { reading in
            let (query, remarks) = try QueryReader(reading).read(words)
            let answer = try self.answer(query, now: now, reading)
            return DescribedAnswer(
                query: query, remarks: remarks,
                recommendations: try DescribedRecommendation.describe(answer.recommendations, from: reading),
                next: answer.next)
        }
    }

    /// Answers a question that has been looked up.
    package func answer(_ query: Query, now: Timestamp) throws -> Answer {
        try catalog.read { try answer(query, now: now, $0) }
    }

    /// A session of radio, over what is known now and what is said in it.
    package func radio(_ query: Query, now: Timestamp) throws -> RadioSession {
        try catalog.read { reading in
            let snapshot = try current(reading, now: now)
            let names = try NameFilter.matching(query.filter, in: snapshot.table, of: reading)
            return RadioSession(snapshot, query, nowSeconds: Self.momentSeconds(now), names: names)
        }
    }

    private func answer(_ query: Query, now: Timestamp, _ reading: Snapshot) throws -> Answer {
        let snapshot = try current(reading, now: now)
        guard snapshot.table.count > 0 else { throw RecommendError.emptyCatalog }
        return try snapshot.answer(
            query, nowSeconds: Self.momentSeconds(now),
            names: NameFilter.matching(query.filter, in: snapshot.table, of: reading))
    }

    // MARK: - Following the catalog

    /// The snapshot, with all that `reading` knows of events.
    private func current(_ reading: Snapshot, now: Timestamp) throws -> RecommendationSnapshot {
        let revisions = try CatalogRevisions(reading)
        let known = state.withLock { $0.revisions }
        if revisions.content != known.content { try reload(now: now) }
        if revisions.events != known.events { try follow(reading, revisions) }
        return snapshot
    }

    private func follow(_ reading: Snapshot, _ revisions: CatalogRevisions) throws {
        try following.withLock { _ in
            let last = state.withLock { $0.lastEvent }
            let news = try EventNews(after: last, in: reading)
            state.withLock { state in
                // Whoever reloaded meanwhile has read these events, too.
                guard state.lastEvent == last else { return }
                news.apply(to: &state.snapshot)
                state.lastEvent = news.last ?? last
                if state.revisions.events < revisions.events {
                    state.revisions = state.revisions.withEvents(revisions.events)
                }
            }
        }
    }

    /// Reads everything again: before the answer where that is quick, else on a thread of its own.
    private func reload(now: Timestamp) throws {
        let duration: Duration? = state.withLock { state in
            let isDue =
                state.loadDuration < Self.promptDuration
                || clock.now - state.loaded > state.loadDuration * (Self.loadShare - 1)
            guard !state.isLoading, isDue else { return nil }
            state.isLoading = true
            return state.loadDuration
        }
        guard let duration else { return }
        if duration < Self.promptDuration {
            try reloadNow(now: now)
        } else {
            // A failure leaves the former value in use; the next question tries again.
            DispatchQueue.global(qos: .utility).async { try? self.reloadNow(now: now) }
        }
    }

    private func reloadNow(now: Timestamp) throws {
        defer { state.withLock { $0.isLoading = false } }
        let start = clock.now
        let loaded = try Self.load(catalog, weights, now: now, monitor: .silent)
        let end = clock.now
        following.withLock { _ in
            state.withLock { state in
                state.snapshot = loaded.snapshot
                state.lastEvent = loaded.lastEvent
                state.revisions = loaded.revisions
                state.loadDuration = end - start
                state.loaded = end
            }
        }
    }

    private struct Loaded {
        let snapshot: RecommendationSnapshot
        let lastEvent: EventID?
        let revisions: CatalogRevisions
    }

    /// Everything of one moment.
    private static func load(
        _ catalog: Catalog, _ weights: SignalWeights, now: Timestamp, monitor: JobMonitor
    ) throws -> Loaded {
        try catalog.read { reading in
            let loader = try SnapshotLoader.choosing(from: reading, weights: weights)
            return Loaded(
                snapshot: try loader.load(
                    from: reading, depth: .everybody, nowSeconds: momentSeconds(now), monitor: monitor),
                lastEvent: try reading.lastEventID(), revisions: try CatalogRevisions(reading))
        }
    }
}
