import CatalogCore
import CatalogStore
import Glibc
import Pipeline
import Synchronization

/// Takes one model at a time into use, beside the answers: it says first what it has to say of every track.
final class PromotionRunner: Sendable {
    private static let keptCountMax = 100

    private let catalog: Catalog
    private let clock: ServiceClock
    private let tell: @Sendable (String) -> Void
    private let promotions = Mutex<[ModelPromotion]>([])
    private let stopping = StopFlag()

    init(catalog: Catalog, clock: ServiceClock, tell: @escaping @Sendable (String) -> Void) {
        self.catalog = catalog
        self.clock = clock
        self.tell = tell
    }

    /// The last promotion of a model by this service.
    func promotion(of model: ModelID) -> ModelPromotion? {
        promotions.withLock { $0.last { $0.model == model } }
    }

    func start(_ record: ModelRecord) throws(Problem) -> ModelPromotion {
        let promotion = ModelPromotion(model: record.id, started: clock.now)
        let isTaken = promotions.withLock { promotions in
            guard !promotions.contains(where: { $0.status == .running }) else { return false }
            if promotions.count >= Self.keptCountMax { promotions.removeFirst() }
            promotions.append(promotion)
            return true
        }
        guard isTaken else {
            throw Problem(.conflict, "A model is on its way into use. Wait for it or cancel it.")
        }
        BackgroundThread.start(niceness: BackgroundThread.behindAnswers) { [self] in carryOut(record) }
        return promotion
    }

    /// Nil where the model was not promoted here.
    func cancel(_ model: ModelID) throws(Problem) -> ModelPromotion? {
        guard let known = promotion(of: model) else { return nil }
        guard known.status == .running else {
            throw Problem(.conflict, "The promotion of model \(model) has ended.")
        }
        return change(model) { $0.isCancelAsked = true }
    }

    var isRunning: Bool { promotions.withLock { $0.contains { $0.status == .running } } }

    /// What runs comes to its end, in order.
    func beginStop() { stopping.set() }

    @discardableResult
    private func change(_ model: ModelID, _ body: (inout ModelPromotion) -> Void) -> ModelPromotion? {
        promotions.withLock { promotions in
            guard let place = promotions.lastIndex(where: { $0.model == model }) else { return nil }
            body(&promotions[place])
            return promotions[place]
        }
    }

    private func carryOut(_ record: ModelRecord) {
        let clock = clock
        let monitor = JobMonitor(
            report: { [self] progress in change(record.id) { $0.progress = progress } },
            isCancelled: { [self] in
                stopping.isSet || promotion(of: record.id)?.isCancelAsked ?? true
            })
        let upkeep = ModelUpkeep(
            catalog, settings: TrainingSettings(monitor: monitor, now: { clock.now }), workerCount: 1)
        do {
            let count = try upkeep.promote(record)
            change(record.id) { promotion in
                promotion.status = .finished
                promotion.trackCount = count
                promotion.finished = clock.now
            }
        } catch {
            tell("model \(record.id) is not in use: \(error)")
            let isEnded = monitor.isCancelled
            change(record.id) { promotion in
                promotion.status = isEnded ? .cancelled : .failed
                // What comes from the training speaks of models; anything else may name a file of the server.
                promotion.failure = (error as? TrainingError)?.description ?? Problem(error).message
                promotion.finished = clock.now
            }
        }
    }
}
