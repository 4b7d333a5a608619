/// Who takes part in a vote: the best on rows that a search held out, one of each family, for those who err alike do not
/// correct each other.
package enum ClassifierVoters {
    package static func choose(among choices: [ClassifierChoice]) -> [ClassifierChoice] {
        var chosen: [ClassifierChoice] = []
        let ranked = choices.enumerated().sorted {
            ($1.element.accuracy, $0.offset) < ($0.element.accuracy, $1.offset)
        }
        for (_, choice) in ranked where chosen.count < ClassifierComparison.voterCount {
            if !chosen.contains(where: { $0.algorithm.family == choice.algorithm.family }) {
                chosen.append(choice)
            }
        }
        return chosen
    }

    /// Searches for an algorithm's numbers on all rows of a table and trains with them; a vote does so for all algorithms.
    package static func train(
        _ algorithm: ClassifierAlgorithm, on table: LabeledTable, options: ClassifierComparison.Options
    ) throws -> (classifier: any Classifier, choices: [ClassifierChoice]) {
        func choice(_ algorithm: ClassifierAlgorithm) throws -> ClassifierChoice {
            try ClassifierChoice.best(
                algorithm, on: table, foldCount: options.innerFoldCount, search: options.search,
                circumstances: options.circumstances, seed: options.seed)
        }
        func trainer(_ choice: ClassifierChoice) -> any ClassifierTrainer {
            choice.algorithm.trainer(choice.settings, dimension: table.dimension, options.circumstances)
        }
        guard algorithm == .softVote else {
            let own = try choice(algorithm)
            return (try trainer(own).train(on: table, seed: options.seed), [own])
        }
        let others = options.algorithms.filter { $0 != .softVote }
        let voters = choose(among: others.compactMap { try? choice($0) })
        guard !voters.isEmpty else { throw ClassifierError.tooFewRows(needed: 2, found: table.rowCount) }
        let vote = SoftVoteTrainer(members: voters.map(trainer))
        return (try vote.train(on: table, seed: options.seed), voters)
    }
}
