import CatalogCore
import Learning
import Testing

@Suite struct GroupedSplitTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func noGroupIsOnBothSides(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let groups = (0..<500).map { _ in random.index(below: 60) }
        let split = try GroupedSplit.holdOut(0.2, groups: groups, seed: seed)
        #expect(Set(split.training.map { groups[$0] }).isDisjoint(with: split.heldOut.map { groups[$0] }))
        #expect((split.training + split.heldOut).sorted() == Array(0..<500))
        let folds = try GroupedSplit.folds(5, groups: groups, seed: seed)
        for group in 0..<60 {
            #expect(Set(groups.indices.filter { groups[$0] == group }.map { folds[$0] }).count <= 1)
        }
        let sizes = (0..<5).map { fold in folds.count { $0 == fold } }
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) < 30)
    }

    @Test func oneGroupIsASentence() {
        #expect(throws: LearningError.self) { try GroupedSplit.holdOut(0.2, groups: [1, 1, 1], seed: 1) }
        #expect(throws: LearningError.self) { try GroupedSplit.folds(5, groups: [1, 2, 3], seed: 1) }
    }
}
