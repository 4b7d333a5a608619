import CatalogCore
import CatalogStore
import Learning
import Synchronization

/// Making indexes anew beside the answers.
extension RecommendationEngine {
    /// What takes less work than this is done before the answer, not beside it.
    static let promptMillisecondsMax = 150.0
    /// To make an index of more tracks than this is taken to be more work, until one has been made.
    static let promptTrackCountMax = 4_000
    private static let touchedTrackCount = 5
    /// Making indexes takes at most one in so many parts of the time, and so does making graphs.
    private static let buildShare = 6

    /// Whether the index is made anew so quickly that an answer waits for it.
    package var isPrompt: Bool { state.withLock { $0.isPrompt } }

    /// Makes a new index: before the answer where that is quick, else on a thread of its own.
    func renew(now: Timestamp) throws {
        let isPrompt: Bool? = state.withLock { state in
            let rest = state.buildDuration * (Self.buildShare - 1)
            guard !state.isBuilding, state.isPrompt || ContinuousClock.now - state.built > rest else {
                return nil
            }
            state.isBuilding = true
            return state.isPrompt
        }
        guard let isPrompt else { return }
        if isPrompt {
            try renewNow(now: now)
        } else {
            // A failure leaves the former index in use; a later question tries again, after the same rest.
            BackgroundThread.start(niceness: BackgroundThread.behindAnswers) {
                do { try self.renewNow(now: now) } catch {
                    self.state.withLock { $0.built = .now }
                    self.tell("the index of recommendations was not made anew: \(error)")
                }
            }
        }
    }

    private func renewNow(now: Timestamp) throws {
        defer { state.withLock { $0.isBuilding = false } }
        let (start, workStart) = (ContinuousClock.now, ThreadClock.milliseconds())
        let (former, builder) = state.withLock { ($0.index, $0.builder) }
        let made = try Self.make(catalog, builder, former: former, now: now, monitor: .silent)
        touch(made, builder.weights, now: now)
        let isPrompt = ThreadClock.milliseconds() - workStart < Self.promptMillisecondsMax
        // What was kept for the former one goes when no lock is held any more: answers wait for them.
        let past = following.withLock { _ in
            state.withLock { state in
                let past = state
                state.serve(made)
                state.buildDuration = ContinuousClock.now - start
                state.isPrompt = isPrompt
                state.built = .now
                return past
            }
        }
        release(past, for: made)
        deepen()
    }

    /// Brings what answers read of a new index into memory, before the first of them waits for it.
    private func touch(_ index: RecommendationIndex, _ weights: SignalWeights, now: Timestamp) {
        let nobody = UserID(0)
        let moment = Self.momentSeconds(now)
        let play = Signal(.play(completion: 1), timeSeconds: moment)
        let tracks = 0..<Int32(min(Self.touchedTrackCount, index.table.count))
        let listener = Listener(tracks.map { ($0, play) }, weights: weights)
        var snapshot = RecommendationSnapshot(index: index, weights: weights)
        snapshot.listeners[nobody] = listener
        var query = Query()
        query.user = nobody
        _ = try? snapshot.answer(query, nowSeconds: moment)
    }

    private func release(_ past: consuming EngineState, for made: RecommendationIndex) {
        // Those that have rested may have been read once more, by an answer that was under way.
        for index in past.former + [past.index] where index.base != made.base { index.rest() }
        _ = consume past
        // What the making took would else stay with the process.
        ProcessMemory.giveBack()
    }

    /// An index of the catalog as it is, mapped where it could be written.
    static func make(
        _ catalog: Catalog, _ builder: IndexBuilder, former: RecommendationIndex?, now: Timestamp,
        monitor: JobMonitor
    ) throws -> RecommendationIndex {
        let file = IndexFile(catalogPath: catalog.path)
        let scratch = ScratchFile(besideCatalog: catalog.path)
        let made = try catalog.read { reading in
            try builder.build(
                from: reading, former: former ?? file.read(for: reading), nowSeconds: momentSeconds(now),
                scratch: scratch, monitor: monitor)
        }
        let mapped = file.keep(made, of: catalog)
        // What shares the memory of the former one is not mapped a second time.
        return made.base == former?.base ? made : mapped ?? made
    }

    /// Makes the graph of a large catalog's sound on a thread of its own, and takes it into use where the tracks are
    /// still the same by then; else a later question asks for another.
    func deepen() {
        guard let graphCountMin else { return }
        let index: RecommendationIndex? = state.withLock { state in
            let models = state.index.models
            guard !state.isDeepening, models.graph == nil, models.sound?.count ?? 0 >= graphCountMin
            else {
                return nil
            }
            let rest = state.graphDuration * (Self.buildShare - 1)
            if let built = state.graphBuilt, ContinuousClock.now - built < rest { return nil }
            state.isDeepening = true
            return state.index
        }
        guard let index, let sound = index.models.sound else { return }
        BackgroundThread.start(niceness: BackgroundThread.behindAnswers) {
            let start = ContinuousClock.now
            let graph = GraphVectorIndex(sound)
            self.state.withLock { state in
                state.isDeepening = false
                state.graphDuration = ContinuousClock.now - start
                state.graphBuilt = .now
                guard let graph, state.index.base == index.base else { return }
                state.serve(deepened: state.index.with(graph))
            }
        }
    }
}
