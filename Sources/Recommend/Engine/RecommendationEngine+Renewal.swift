import CatalogCore
import CatalogStore
import Dispatch
import Learning
import Synchronization

/// Making indexes anew beside the answers.
extension RecommendationEngine {
    /// What is made faster than this is made before the answer, not beside it.
    private static let promptDuration = Duration.milliseconds(150)
    /// Making indexes takes at most one in so many parts of the time, and so does making graphs.
    private static let buildShare = 6

    /// Makes a new index: before the answer where that is quick, else on a thread of its own.
    func renew(now: Timestamp) throws {
        let duration: Duration? = state.withLock { state in
            let isPrompt = state.buildDuration < Self.promptDuration
            let rest = state.buildDuration * (Self.buildShare - 1)
            guard !state.isBuilding, isPrompt || ContinuousClock.now - state.built > rest else {
                return nil
            }
            state.isBuilding = true
            return state.buildDuration
        }
        guard let duration else { return }
        if duration < Self.promptDuration {
            try renewNow(now: now)
        } else {
            // A failure leaves the former index in use; a later question tries again.
            DispatchQueue.global(qos: .utility).async { try? self.renewNow(now: now) }
        }
    }

    private func renewNow(now: Timestamp) throws {
        defer { state.withLock { $0.isBuilding = false } }
        let start = ContinuousClock.now
        let (former, builder) = state.withLock { ($0.index, $0.builder) }
        let made = try Self.make(catalog, builder, former: former, now: now, monitor: .silent)
        following.withLock { _ in
            state.withLock { state in
                state.serve(made)
                state.buildDuration = ContinuousClock.now - start
                state.built = .now
            }
        }
        deepen()
    }

    /// An index of the catalog as it is, mapped where it could be written.
    static func make(
        _ catalog: Catalog, _ builder: IndexBuilder, former: RecommendationIndex?, now: Timestamp,
        monitor: JobMonitor
    ) throws -> RecommendationIndex {
        let file = IndexFile(catalogPath: catalog.path)
        let made = try catalog.read { reading in
            try builder.build(
                from: reading, former: former ?? file.read(for: reading), nowSeconds: momentSeconds(now),
                monitor: monitor)
        }
        let mapped = file.keep(made, of: catalog)
        // What shares the memory of the former one is not mapped a second time.
        return made.base == former?.base ? made : mapped ?? made
    }

    /// Makes the graph of a large catalog's sound on a thread of its own, and takes it into use where the tracks are
    /// still the same by then.
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
        DispatchQueue.global(qos: .utility).async {
            let start = ContinuousClock.now
            let graph = GraphVectorIndex(sound)
            self.state.withLock { state in
                state.isDeepening = false
                state.graphDuration = ContinuousClock.now - start
                state.graphBuilt = .now
                guard let graph, state.index.base == index.base else { return }
                state.serve(deepened: state.index.with(graph))
            }
            // Tracks that came meanwhile: their index waits for a graph of its own.
            self.deepen()
        }
    }
}
