/// The mean of several classifiers' probabilities.
package struct SoftVote: Classifier {
    let members: [any Classifier]

    package func probabilities(of row: ArraySlice<Float>) -> [Float] {
        var sums: [Float] = []
        for member in members {
            let own = member.probabilities(of: row)
            sums = sums.isEmpty ? own : zip(sums, own).map { $0 + $1 }
        }
        return sums.map { $0 / Float(max(1, members.count)) }
    }
}

/// Trains the members of a `SoftVote` one after the other.
package struct SoftVoteTrainer: ClassifierTrainer {
    package let members: [any ClassifierTrainer]

    package init(members: [any ClassifierTrainer]) {
        precondition(!members.isEmpty, "a vote has members")
        self.members = members
    }

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        SoftVote(members: try members.map { try $0.train(on: table, seed: seed) })
    }
}
