import CatalogCore
import CatalogStore
import Learning

/// Learns a recommender from a catalog's own feedback: a contest says what serves, then all feedback is learned from.
package struct TasteTrainer: Sendable {
    package var seed: UInt64
    package var evaluation: EvaluationProtocol
    /// The contest is held on so many people at most: more would take long and change little.
    package var userCountMax: Int

    package init(
        seed: UInt64 = 1, evaluation: EvaluationProtocol = .leaveLastOut, userCountMax: Int = 3_000
    ) {
        self.seed = seed
        self.evaluation = evaluation
        self.userCountMax = userCountMax
    }

    /// A recommender that is ready to be stored, and why it serves.
    package struct Trained: Sendable {
        package let tastes: Tastes
        package let contest: Contest
        package let userCount: Int
        package let trackCount: Int
        package let eventCount: Int
    }

    /// Fewer people than this say nothing of others.
    package static let userCountMin = 5

    /// - Parameter champion: what serves now; it is replaced by what is better beyond chance.
    package func train(
        _ feedback: FeedbackTable, sound: (TrackID) -> [Float]?, champion: String?,
        monitor: JobMonitor = .silent, secondsNow: () -> Double = { 0 }
    ) throws -> Trained {
        guard feedback.users.count >= Self.userCountMin else {
            throw RecommendError.tooLittleFeedback(people: feedback.users.count)
        }
        let (sample, met) = feedback.sample(of: userCountMax, seed: seed)
        let contest = try Contest.hold(
            on: sample, embeddings: Self.embeddings(met.map { feedback.tracks[Int($0)] }, sound),
            by: evaluation, champion: champion, seed: seed, monitor: monitor, secondsNow: secondsNow)
        let wantsHead =
            contest.plan.steps.contains { $0.weights[.head] ?? 0 > 0 }
            && feedback.tracks.count <= Contest.easeItemCountMax
        // All feedback is sparser than that of some people over what they met.
        let factorisation = contest.choice.factorisation.carried(
            fromDensity: sample.density, toDensity: feedback.interactions.density)
        let tastes = try Tastes(
            feedback, factorisation: factorisation, neighbors: contest.choice.neighbors,
            head: wantsHead ? contest.choice.head : nil, plan: contest.plan, monitor: monitor)
        guard let tastes else { throw RecommendError.tooLittleFeedback(people: 0) }
        return Trained(
            tastes: tastes, contest: contest, userCount: feedback.users.count,
            trackCount: feedback.tracks.count, eventCount: feedback.eventCount)
    }

    /// Where tracks sound, as rows; nil where none was heard.
    package static func embeddings(_ tracks: [TrackID], _ sound: (TrackID) -> [Float]?) -> FactorMatrix? {
        let rows = tracks.map(sound)
        guard let dimension = rows.lazy.compactMap({ $0?.count }).first else { return nil }
        return FactorMatrix(rowCount: rows.count, dimension: dimension) {
            rows[$0] ?? [Float](repeating: 0, count: dimension)
        }
    }
}
