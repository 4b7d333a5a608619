import CatalogCore
import CatalogStore
import Learning
import Synchronization

/// What a program asks: it follows its catalog, and every answer comes from one consistent value.
///
///     let engine = try RecommendationEngine(catalog, now: now)
///     let answer = try engine.ask(QuestionWords([("artist", "Björk"), ("limit", "10")]), now: now)
///
/// What everybody did and how tracks sound is in an index, mapped from a file beside the catalog where there is one; what
/// the asking listener did is read from the log, so that an event is known as soon as its write returned. New tracks and
/// newly active models make a new index: at once where that is quick, else beside the answers, which come from the former
/// one until the new one is whole.
package final class RecommendationEngine: Sendable {
    let catalog: Catalog
    /// What people's doings are worth where the catalog is not asked.
    private let fixedWeights: SignalWeights?
    /// Told of what fails beside the answers.
    let tell: @Sendable (String) -> Void
    /// From how many tracks on sound is searched by a graph; nil for a program that ends after an answer.
    let graphCountMin: Int?
    let state: Mutex<EngineState>
    /// One thread follows at a time; who waits for it finds the work done.
    let following = Mutex<Void>(())

    /// Answers of one hour are the same: what fades with time fades in steps.
    private static let stepSeconds = 3_600.0

    /// Opens the index of a catalog, or makes it. A catalog without tracks is well: a question to it throws
    /// `RecommendError.emptyCatalog`.
    ///
    /// - Parameters:
    ///   - weights: what people's doings are worth; nil for the catalog's own.
    ///   - graphCountMin: from how many tracks on a graph for sound is made beside the answers, which come from exact
    ///     search until it is there; nil for never.
    ///   - mayLag: the kept index of a large catalog answers until a newer one is made beside the answers.
    package init(
        _ catalog: Catalog, weights: SignalWeights? = nil, now: Timestamp, graphCountMin: Int? = nil,
        mayLag: Bool = false, monitor: JobMonitor = .silent,
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        self.catalog = catalog
        self.tell = tell
        self.graphCountMin = graphCountMin
        let (start, workStart) = (ContinuousClock.now, ThreadClock.milliseconds())
        let file = IndexFile(catalogPath: catalog.path)
        let (builder, kept, isCurrent) = try catalog.read { reading in
            let builder = try IndexBuilder(weights: weights ?? SignalWeights.stored(in: reading))
            let kept = try file.read(for: reading)
            return (builder, kept, try kept.map { try builder.isCurrent($0, for: reading) } ?? false)
        }
        let index: RecommendationIndex
        if let kept, isCurrent || mayLag && kept.table.count > Self.promptTrackCountMax {
            index = kept
        } else {
            index = try Self.make(catalog, builder, former: nil, now: now, monitor: monitor)
        }
        // To map a kept index says nothing of what it takes to make one.
        let isPrompt =
            index.table.count <= Self.promptTrackCountMax
            && ThreadClock.milliseconds() - workStart < Self.promptMillisecondsMax
        fixedWeights = weights
        state = Mutex(
            EngineState(
                builder: builder, index: index, known: EventID(index.stamp.lastEvent),
                buildDuration: ContinuousClock.now - start, isPrompt: isPrompt))
        deepen()
    }

    /// The index that serves at this moment.
    package var index: RecommendationIndex { state.withLock { $0.index } }

    /// The moment that an answer of now is made for.
    package static func momentSeconds(_ now: Timestamp) -> Double {
        (now.seconds / stepSeconds).rounded(.up) * stepSeconds
    }

    // MARK: - Asking

    /// Answers a question in words; throws `QuestionError` and `RecommendError` for what cannot be answered.
    package func ask(_ words: QuestionWords, now: Timestamp) throws -> DescribedAnswer {
        try catalog.read { reading in
            let (query, remarks) = try QueryReader(reading).read(words)
            let answer = try self.answer(query, now: now, in: reading)
            return DescribedAnswer(
                query: query, remarks: remarks + index.table.remarks(on: query),
                recommendations: try DescribedRecommendation.describe(
                    answer.recommendations, from: reading),
                next: answer.next)
        }
    }

    /// Answers a question that has been looked up.
    package func answer(_ query: Query, now: Timestamp) throws -> Answer {
        try catalog.read { try answer(query, now: now, in: $0) }
    }

    /// Answers a question that was looked up in a snapshot of the same catalog.
    package func answer(_ query: Query, now: Timestamp, in reading: Snapshot) throws -> Answer {
        var snapshot = try snapshot(for: query.user, now: now, in: reading)
        guard snapshot.table.count > 0 else { throw RecommendError.emptyCatalog }
        var current: Listener?
        if let cursor = query.cursor, let index = index(of: cursor) {
            let event = EventID(cursor.event)
            if index === snapshot.index { current = query.user.flatMap { snapshot.listeners[$0] } }
            let news = state.withLock { $0.index === index ? $0.news.sums(until: event) : nil }
            snapshot = RecommendationSnapshot(
                index: index, news: try news ?? self.news(until: event, index, reading, now: now),
                lastEvent: event,
                weights: snapshot.weights)
            if let user = query.user {
                let (table, weights) = (index.table, snapshot.weights)
                snapshot.listeners[user] = try Listener.read(
                    user, until: event, from: reading, in: table, weights: weights)
                if current == nil {
                    current = try Listener.read(user, from: reading, in: table, weights: weights)
                }
            }
        }
        return try snapshot.answer(
            query, nowSeconds: Self.momentSeconds(now),
            names: NameFilter.matching(query.filter, in: snapshot.table, of: reading), current: current)
    }

    /// A session of radio, over what is known now and what is said in it.
    package func radio(_ query: Query, now: Timestamp) throws -> RadioSession {
        try catalog.read { reading in
            let snapshot = try snapshot(for: query.user, now: now, in: reading)
            guard snapshot.table.count > 0 else { throw RecommendError.emptyCatalog }
            let names = try NameFilter.matching(query.filter, in: snapshot.table, of: reading)
            return RadioSession(snapshot, query, nowSeconds: Self.momentSeconds(now), names: names)
        }
    }

    /// What there is to answer one listener from, with all that `reading` knows.
    package func snapshot(for user: UserID?, now: Timestamp, in reading: Snapshot) throws
        -> RecommendationSnapshot
    {
        try renewIfOld(now: now, reading)
        return try following.withLock { _ in
            try follow(reading, now: now)
            let (index, weights, known, kept) = state.withLock { state in
                (
                    state.index, state.builder.weights, state.known,
                    user.flatMap { state.listeners.listener($0) }
                )
            }
            var listener = kept
            var horizon = known
            if let user, kept == nil {
                let read = try Listener.read(user, from: reading, in: index.table, weights: weights)
                listener = (read, known)
                // The snapshot of the catalog may be older than what the engine followed to already.
                horizon = min(known, try reading.lastEventID() ?? EventID(0))
                if horizon == known {
                    state.withLock { $0.listeners.insert(read, of: user, known: known) }
                }
            }
            var snapshot = RecommendationSnapshot(
                index: index, news: state.withLock { $0.news.sums(until: horizon) },
                lastEvent: horizon.rawValue == 0 ? nil : horizon, weights: weights)
            if let user { snapshot.listeners[user] = listener?.listener }
            if horizon == known {
                snapshot.candidates = state.withLock { $0.candidates }
                snapshot.listenerEvent = listener?.known
            }
            return snapshot
        }
    }

    private func renewIfOld(now: Timestamp, _ reading: Snapshot) throws {
        let (index, builder) = state.withLock { ($0.index, $0.builder) }
        if fixedWeights == nil, case let stored = try SignalWeights.stored(in: reading),
            stored != builder.weights
        {
            let renewed = try IndexBuilder(weights: stored)
            state.withLock { $0.read(by: renewed) }
            return try renew(now: now)
        }
        if try !builder.isCurrent(index, for: reading) { try renew(now: now) }
        deepen()
    }

    private func index(of cursor: Cursor) -> RecommendationIndex? {
        state.withLock { $0.index(of: cursor) }
    }

    private func news(
        until event: EventID, _ index: RecommendationIndex, _ reading: Snapshot, now: Timestamp
    ) throws -> [Int32: Double] {
        try TrendNews(
            after: EventID(index.stamp.lastEvent), in: reading, index.table, nowSeconds: now.seconds
        ).sums(until: event)
    }

    // MARK: - Following the catalog

    /// Takes in the events that the log has and the engine has not.
    private func follow(_ reading: Snapshot, now: Timestamp) throws {
        let (known, table, weights) = state.withLock { ($0.known, $0.index.table, $0.builder.weights) }
        guard let last = try reading.lastEventID(), last > known else { return }
        var events: [LoggedEvent] = []
        try reading.forEachEvent(after: known) { events.append($0) }
        state.withLock { state in
            for event in events {
                state.listeners.follow(event, table: table, weights: weights)
                state.news.add(event, table, nowSeconds: now.seconds)
            }
            state.known = last
        }
    }
}
