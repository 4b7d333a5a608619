import CatalogCore
import Learning
import Recommend
import Testing

@Suite struct StoredFactorsTests {
    @Test func factorsComeBackAsTheyWere() throws {
        let snapshot = try World.snapshot(seed: 1)
        let stored = try #require(StoredFactors(snapshot, nowSeconds: World.nowSeconds))
        let bytes = stored.encoded()
        #expect(try StoredFactors(decoding: bytes) == stored)
        let placed = stored.placed(in: snapshot.table)
        let index = try #require(snapshot.table.index(of: stored.tracks[5]))
        #expect(placed.itemFactors[Int(index)] == snapshot.models.factors?.itemFactors[Int(index)])
        #expect(stored.counts(in: snapshot.table).reduce(0, +) > 0)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func damageIsRefusedOrHarmless(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let snapshot = try World.snapshot(seed: 2, listenerCount: 6)
        let bytes = try #require(StoredFactors(snapshot, nowSeconds: World.nowSeconds)).encoded()
        for _ in 0..<200 {
            var damaged = bytes
            damaged[generator.index(below: 40)] = UInt8(generator.index(below: 256))
            if generator.uniform() < 0.5 { damaged.removeLast(generator.index(below: 90)) }
            let read = try? StoredFactors(decoding: damaged)
            #expect(read.map { $0.values.allSatisfy { $0.isFinite } } ?? true)
        }
        #expect(throws: RecommendError.self) { try StoredFactors(decoding: []) }
        #expect(throws: RecommendError.self) { try StoredFactors(decoding: Array(bytes.dropLast())) }
    }
}
