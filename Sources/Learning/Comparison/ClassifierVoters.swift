/// Who takes part in a vote: forward selection by what held-out rows say (Caruana et al., 2004).
package enum ClassifierVoters {
    /// What an algorithm with its numbers chosen said of rows that it did not learn from.
    package struct Candidate: Sendable {
        package let choice: ClassifierChoice
        package let probabilities: [Float]

        package init(choice: ClassifierChoice, probabilities: [Float]) {
            self.choice = choice
            self.probabilities = probabilities
        }
    }

    /// The best one, then whoever brings the mean of all voters nearest to the truth, for as long as it comes nearer: those
    /// who err alike do not correct each other, however good they are.
    package static func choose(among candidates: [Candidate], labels: [Int]) -> [ClassifierChoice] {
        var waiting = candidates
        var voters: [ClassifierChoice] = []
        var sums = [Float](repeating: 0, count: candidates.first?.probabilities.count ?? 0)
        var leastScore = Double.infinity
        while let next = waiting.indices.map({ place in
            let mean = zip(sums, waiting[place].probabilities).map { ($0 + $1) / Float(voters.count + 1) }
            return (
                place: place, score: ClassificationMetrics.brierScore(probabilities: mean, labels: labels)
            )
        }).min(by: { $0.score < $1.score }), next.score < leastScore {
            leastScore = next.score
            let voter = waiting.remove(at: next.place)
            for (index, value) in voter.probabilities.enumerated() { sums[index] += value }
            voters.append(voter.choice)
        }
        return voters
    }

    /// Searches for an algorithm's numbers on all rows of a table and trains with them; a vote does so for all algorithms.
    package static func train(
        _ algorithm: ClassifierAlgorithm, on table: LabeledTable, options: ClassifierComparison.Options
    ) throws -> (classifier: any Classifier, choices: [ClassifierChoice]) {
        func trainer(_ choice: ClassifierChoice) -> any ClassifierTrainer {
            choice.algorithm.trainer(choice.settings, dimension: table.dimension, options.circumstances)
        }
        let search = ClassifierSearch(on: table, options: options)
        guard algorithm == .softVote else {
            let own = try search.best(algorithm)
            return (try trainer(own).train(on: table, seed: options.seed), [own])
        }
        let candidates = options.algorithms.filter { $0 != .softVote }.compactMap {
            try? search.candidate(search.best($0))
        }
        let voters = choose(among: candidates, labels: search.labels)
        guard !voters.isEmpty else { throw ClassifierError.tooFewRows(needed: 2, found: table.rowCount) }
        let vote = SoftVoteTrainer(members: voters.map(trainer))
        return (try vote.train(on: table, seed: options.seed), voters)
    }
}
