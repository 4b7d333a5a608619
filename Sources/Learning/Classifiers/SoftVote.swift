/// The mean of several classifiers' probabilities.
package struct SoftVote: Classifier {
    private static let memberCountMax = 64

    let members: [any Classifier]

    package init(members: [any Classifier]) {
        precondition(!members.isEmpty, "a vote has members")
        precondition(members.allSatisfy { $0.classCount == members[0].classCount }, "members know one task")
        self.members = members
    }

    package var classCount: Int { members[0].classCount }

    package func probabilities(of rows: VectorTable) -> [Float] {
        var sums = [Float](repeating: 0, count: rows.rows * classCount)
        for member in members {
            for (index, value) in member.probabilities(of: rows).enumerated() { sums[index] += value }
        }
        return sums.map { $0 / Float(members.count) }
    }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.vote.rawValue)
        archive.write(members.count)
        for member in members { member.write(to: &archive) }
    }

    init(from archive: inout ClassifierArchive, depth: Int) throws {
        let count = try archive.number(in: 1...Self.memberCountMax)
        var members: [any Classifier] = []
        for _ in 0..<count {
            members.append(try ClassifierKind.classifier(from: &archive, depth: depth + 1))
        }
        guard members.allSatisfy({ $0.classCount == members[0].classCount }) else {
            throw ModelBlob.corrupt("its members know different classes")
        }
        self.members = members
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
