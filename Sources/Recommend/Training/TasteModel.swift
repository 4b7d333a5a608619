import CatalogCore
import CatalogStore
import Learning

/// The recommender as a row of the catalog's models: what was learned, how, and why it serves.
package enum TasteModel {
    package static let name = "recommender"
    /// When the log has grown by this share since, what was learned is old.
    package static let growthShare = 0.2

    /// How it was made, as the catalog keeps it.
    struct Parameters: Codable {
        var factorisation: ImplicitALS.Parameters
        var neighbors: ItemNeighbors.Parameters
        var head: EASE.Parameters?
        var plan: ServingPlan
    }

    /// What it was made of.
    struct Training: Codable {
        var people: Int
        var tracks: Int
        var events: Int
        var learnedEvent: Int64
    }

    /// How it fared.
    package struct Metrics: Codable, Sendable {
        package struct Figure: Codable, Sendable {
            package var name: String
            package var value: Double
        }
        package var winner: String
        /// Why it serves, as a sentence.
        package var reason: String
        package var figures: [Figure]
    }

    /// The recommender in use, if there is one.
    package static func active(in catalog: some CatalogReading) throws -> CatalogStore.ModelRecord? {
        try catalog.models().first { $0.isActive && $0.kind == IndexBuilder.tasteKind }
    }

    /// What serves now, by the name that evaluations have for it.
    package static func champion(in catalog: some CatalogReading) throws -> String? {
        try active(in: catalog).flatMap { try? PlanText.decode(Metrics.self, Array($0.metrics.utf8)).winner }
    }

    /// Stores what was trained and takes it into use.
    package static func keep(
        _ trained: TasteTrainer.Trained, seed: UInt64, in catalog: Catalog, at now: Timestamp
    ) throws -> ModelID {
        let contest = trained.contest
        let figures = contest.reports.flatMap { report in
            [
                Metrics.Figure(name: "\(report.model)_ndcg", value: report.ndcg.mean),
                Metrics.Figure(name: "\(report.model)_recall", value: report.recall.mean),
            ]
        }
        return try keep(
            trained.tastes,
            Parameters(
                factorisation: trained.tastes.parameters, neighbors: contest.choice.neighbors,
                head: contest.choice.head, plan: contest.plan),
            Training(
                people: trained.userCount, tracks: trained.trackCount, events: trained.eventCount,
                learnedEvent: trained.tastes.learnedEvent),
            Metrics(winner: contest.winner, reason: contest.reason, figures: figures), seed: seed,
            in: catalog,
            at: now)
    }

    /// True where the log has outgrown the recommender in use.
    package static func isOld(in catalog: some CatalogReading) throws -> Bool {
        guard let active = try active(in: catalog), let last = try catalog.lastEventID(),
            let training = try? PlanText.decode(Training.self, Array(active.training.utf8))
        else { return false }
        return Double(last.rawValue) > Double(training.learnedEvent) * (1 + growthShare)
    }

    /// Learns anew from the whole log what the recommender in use was chosen to be: no contest is held.
    package static func refresh(
        in catalog: Catalog, at now: Timestamp, monitor: JobMonitor = .silent
    ) throws -> ModelID? {
        let (record, feedback) = try catalog.read { reading in
            (
                try active(in: reading),
                try FeedbackTable.read(
                    reading, weights: SignalWeights.stored(in: reading),
                    nowSeconds: RecommendationEngine.momentSeconds(now))
            )
        }
        guard let record, let made = try? PlanText.decode(Parameters.self, Array(record.parameters.utf8)),
            let metrics = try? PlanText.decode(Metrics.self, Array(record.metrics.utf8)),
            let tastes = try Tastes(
                feedback, factorisation: made.factorisation, neighbors: made.neighbors,
                head: feedback.tracks.count <= Contest.easeItemCountMax ? made.head : nil, plan: made.plan,
                monitor: monitor)
        else { return nil }
        return try keep(
            tastes, made,
            Training(
                people: feedback.users.count, tracks: feedback.tracks.count, events: feedback.eventCount,
                learnedEvent: feedback.lastEvent), metrics, seed: record.seed, parent: record.id, in: catalog,
            at: now)
    }

    private static func keep(
        _ tastes: Tastes, _ parameters: Parameters, _ training: Training, _ metrics: Metrics, seed: UInt64,
        parent: ModelID? = nil, in catalog: Catalog, at now: Timestamp
    ) throws -> ModelID {
        var model = NewModel(
            name: name, kind: IndexBuilder.tasteKind, seed: seed, weights: try tastes.encoded())
        model.parent = parent
        model.dimension = tastes.parameters.dimension
        model.parameters = String(decoding: try PlanText.encode(parameters), as: UTF8.self)
        model.training = String(decoding: try PlanText.encode(training), as: UTF8.self)
        model.metrics = String(decoding: try PlanText.encode(metrics), as: UTF8.self)
        let kept = model
        return try catalog.write { transaction in
            let id = try transaction.add(kept, at: now)
            try transaction.activate(id)
            return id
        }
    }
}
