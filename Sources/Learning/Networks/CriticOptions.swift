/// How the critic is shaped and trained.
package struct CriticOptions: Sendable, Equatable, Codable {
    /// One setting of what the search looks for.
    package struct Candidate: Sendable, Equatable, Codable {
        package var hidden: [Int]
        package var dropout: Float
        package var decay: Float
        package var learningRate: Float

        package init(hidden: [Int], dropout: Float, decay: Float, learningRate: Float) {
            self.hidden = hidden
            self.dropout = dropout
            self.decay = decay
            self.learningRate = learningRate
        }
    }

    /// Tried on one held-out share, in order; with one there is no search.
    package var candidates: [Candidate]
    package var folds: Int
    /// Huber's deltas of the members of each fold; 0 stands for the squared error. How much each counts is chosen by what
    /// they say of the folds that they did not learn from.
    package var deltas: [Float]
    /// The ridges of the members without a hidden layer: where tracks are few, a network with one learns them by heart.
    package var ridges: [Double]
    /// The share of ratings that an interval is to cover.
    package var coverage: Double
    package var plan: TrainingPlan

    package init(
        candidates: [Candidate] = CriticOptions.standardCandidates, folds: Int = 5,
        deltas: [Float] = [0, 0.3, 0.7], ridges: [Double] = [0.01, 1, 20],
        coverage: Double = 0.8, plan: TrainingPlan
    ) {
        precondition(!candidates.isEmpty && !deltas.isEmpty && folds > 1, "there is something to train")
        precondition(coverage > 0 && coverage < 1, "an interval covers some ratings and not all")
        self.candidates = candidates
        self.folds = folds
        self.deltas = deltas
        self.ridges = ridges
        self.coverage = coverage
        self.plan = plan
    }

    /// Networks of one fold.
    var membersPerFold: Int { deltas.count + ridges.count }

    package static let standardCandidates = [
        Candidate(hidden: [256, 256], dropout: 0.3, decay: 0.3, learningRate: 4e-3),
        Candidate(hidden: [256, 256], dropout: 0.3, decay: 0.01, learningRate: 2e-3),
        Candidate(hidden: [128, 128], dropout: 0.2, decay: 0.01, learningRate: 3e-3),
        Candidate(hidden: [512, 256], dropout: 0.4, decay: 0.05, learningRate: 2e-3),
        Candidate(hidden: [64], dropout: 0.1, decay: 0.05, learningRate: 5e-3),
    ]
}
