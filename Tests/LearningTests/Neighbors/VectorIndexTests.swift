import CatalogCore
import Learning
import Testing

@Suite struct VectorIndexTests {
    @Test func searchesRunWhileVectorsComeAndGo() async {
        let vectors = ExactVectorIndexTests.vectors(2_000, dimension: 24, seed: 21)
        let index = VectorIndex(ExactVectorIndex(vectors))
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<2 {
                group.addTask {
                    (0..<200).allSatisfy { round in
                        let place = (task * 200 + round) % 1_000
                        let found = index.search(vectors[place], limit: 5)
                        return found.count == 5 && abs(found[0].score - 1) < 1e-3
                    }
                }
            }
            group.addTask {
                for round in 0..<300 {
                    let place = index.append(vectors[round])
                    if round % 3 == 0 { index.remove(place) }
                }
                return true
            }
            for await isRight in group { #expect(isRight) }
        }
        #expect(index.count == 2_300)
        #expect(!index.snapshot().contains(2_000) && index.snapshot().contains(2_001))
    }

    @Test func bitSetsCountAndCombine() {
        var set = BitSet(count: 70, members: [0, 3, 64, 69])
        #expect(set.members == [0, 3, 64, 69] && set.memberCount == 4)
        #expect(set.complement().memberCount == 66)
        set.formIntersection(BitSet(count: 70, members: [3, 64, 5]))
        #expect(set.members == [3, 64] && BitSet(count: 70, words: set.words) == set)
        set.formUnion(BitSet(count: 70, isFull: true))
        #expect(set.memberCount == 70)
    }
}
