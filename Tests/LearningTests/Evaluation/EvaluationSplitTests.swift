import CatalogCore
import Learning
import Testing

@Suite struct EvaluationSplitTests {
    private static let all: [EvaluationProtocol] = EvaluationProtocol.names.compactMap(
        EvaluationProtocol.init)

    @Test(arguments: all, [UInt64(1), 2])
    func nothingForetoldWasTold(cut: EvaluationProtocol, seed: UInt64) {
        let table = SparseFixture.table(users: 40, items: 30, entries: 600, seed: seed)
        let split = EvaluationSplit(table, by: cut, seed: seed)
        #expect(!split.cases.isEmpty)
        let learned = split.training.matrix()
        for question in split.cases {
            #expect(Set(question.history.items).isDisjoint(with: question.relevant))
            #expect(Set(learned.row(Int(question.user)).columns).isDisjoint(with: question.relevant))
            #expect(!question.relevant.isEmpty)
        }
        #expect(EvaluationSplit(table, by: cut, seed: seed).cases == split.cases)
    }

    @Test func theLastIsLast() {
        let table = SparseFixture.table(users: 20, items: 50, entries: 300, seed: 3)
        let split = EvaluationSplit(table, by: .leaveLastOut, seed: 1)
        for question in split.cases {
            let told = question.history.timesSeconds.max() ?? 0
            let foretold =
                (0..<table.count).filter {
                    table.users[$0] == question.user && table.items[$0] == question.relevant[0]
                }.map { table.timesSeconds[$0] }.max() ?? 0
            #expect(foretold > told)
        }
    }

    @Test func timeSeparatesATemporalSplit() {
        let table = SparseFixture.table(users: 20, items: 50, entries: 300, seed: 4)
        let split = EvaluationSplit(table, by: .temporal(testShare: 0.2), seed: 1)
        #expect(split.training.count == 240)
        #expect(split.training.timesSeconds.max() == 239)
    }

    @Test func hiddenItemsAndUsersAreNotLearnedFrom() {
        let table = SparseFixture.table(users: 40, items: 30, entries: 900, seed: 5)
        let cold = EvaluationSplit(table, by: .coldItems(share: 0.1), seed: 1)
        let hidden = Set(cold.candidates ?? [])
        #expect(hidden.count == 3)
        #expect(cold.training.items.allSatisfy { !hidden.contains($0) })
        let held = EvaluationSplit(table, by: .heldOutUsers(share: 0.25, toldShare: 0.8), seed: 1)
        let heldUsers = Set(held.cases.map(\.user))
        #expect(heldUsers.count > 5 && Set(held.training.users).count == 30)
        #expect(held.training.users.allSatisfy { !heldUsers.contains($0) })
    }

    @Test func anItemKeepsThreeQuartersOfItsInteractions() {
        let table = SparseFixture.table(users: 200, items: 10, entries: 1_000, seed: 6)
        let split = EvaluationSplit(table, by: .itemStratified(testShare: 0.25), seed: 1)
        for item in 0..<Int32(10) {
            let before = table.items.count { $0 == item }
            let after = split.training.items.count { $0 == item }
            #expect(abs(Double(after) - 0.75 * Double(before)) <= 0.5)
        }
    }
}
