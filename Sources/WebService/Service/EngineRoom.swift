import CatalogCore
import CatalogStore
import Glibc
import Learning
import Recommend
import Synchronization

/// The recommendation engine, read beside the first answers: a service listens before it has read a large catalog.
final class EngineRoom: Sendable {
    private static let retrySeconds: UInt32 = 2

    private let engine = Mutex<RecommendationEngine?>(nil)

    /// Throws a `Problem` until the engine is there.
    var ready: RecommendationEngine {
        get throws(Problem) {
            guard let engine = engine.withLock({ $0 }) else {
                var problem = Problem(.notReady, "The catalog is still being read. Ask again in a moment.")
                problem.headers = [("Retry-After", "1")]
                throw problem
            }
            return engine
        }
    }

    var isReady: Bool { engine.withLock { $0 != nil } }

    /// Reads the catalog on a thread of its own, again and again until that succeeds or the service stops.
    func start(
        _ catalog: Catalog, clock: ServiceClock, tell: @escaping @Sendable (String) -> Void,
        isStopping: @escaping @Sendable () -> Bool
    ) {
        BackgroundThread.start { [self] in
            while !isStopping() {
                do {
                    let made = try RecommendationEngine(
                        catalog, now: clock.now, graphCountMin: VectorIndex.exactCountMax + 1,
                        mayLag: true, tell: tell)
                    engine.withLock { $0 = made }
                    return
                } catch {
                    tell("recommendations cannot be made: \(error)")
                    sleep(Self.retrySeconds)
                }
            }
        }
    }
}
