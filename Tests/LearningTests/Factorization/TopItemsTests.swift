import CatalogCore
import Learning
import Testing

@Suite struct TopItemsTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func theBestAreThoseOfAFullSort(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        // Few distinct values, so that ties are common.
        let scores = (0..<500).map { _ in Float(generator.index(below: 40)) }
        let sorted = scores.enumerated().map { ScoredItem(item: Int32($0), score: $1) }
            .sorted(by: ScoredItem.ranksBefore)
        #expect(TopItems.best(of: scores, limit: 33) == Array(sorted.prefix(33)))
        #expect(TopItems.best(of: scores, limit: 700) == sorted)
    }
}
