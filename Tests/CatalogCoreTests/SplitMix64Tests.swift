import CatalogCore
import Testing

@Suite struct SplitMix64Tests {
    /// The first outputs for seed 1234567, published with the reference implementation.
    @Test func agreesWithTheReferenceSequence() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func normalDrawsHaveMeanZeroAndDeviationOne(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let draws = (0..<20_000).map { _ in random.normal() }
        let mean = draws.reduce(0, +) / Double(draws.count)
        let variance = draws.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(draws.count)
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 1) < 0.05)
    }

    @Test func indicesStayBelowTheirBoundAndReachAllOfIt() {
        var random = SplitMix64(seed: 7)
        let seen = Set((0..<1_000).map { _ in random.index(below: 7) })
        #expect(seen == Set(0..<7))
    }
}
