import CatalogCore
import Learning
import Recommend
import Testing

@Suite struct TastesTests {
    private func tastes(seed: UInt64, listenerCount: Int) throws -> Tastes {
        var generator = SplitMix64(seed: seed)
        let signals = World.signals(&generator, listenerCount: listenerCount)
        let feedback = FeedbackTable(signals, weights: .standard, nowSeconds: World.nowSeconds)
        return try #require(
            try Tastes(
                feedback, factorisation: .init(dimension: 8), neighbors: .init(neighborCount: 20),
                head: .init(regularization: 50), plan: .standard))
    }

    @Test func tastesComeBackAsTheyWere() throws {
        let tastes = try tastes(seed: 1, listenerCount: 30)
        let bytes = try tastes.encoded()
        let read = try Tastes(decoding: bytes)
        #expect(try read.encoded() == bytes)
        #expect(read.plan == .standard && read.parameters == tastes.parameters)
        #expect(read.factors.values == tastes.factors.values && read.tracks.values == tastes.tracks.values)
        #expect(read.counts.values.reduce(0, +) > 0)
        // In the table that they were learned of and in one without some of the tracks.
        let index = try IndexBuilder.assemble(World.table(), sound: nil, tastes: read)
        let place = try #require(index.table.index(of: TrackID(read.tracks[5])))
        let placed = try #require(index.models.factors?.items[Int(place)])
        let learned = Array(read.factors.values[40..<48])
        let largest = learned.map(abs).reduce(0, max)
        #expect(zip(placed, learned).allSatisfy { abs($0 - $1) <= largest / 65_000 }, "kept in 16 bits")
        let neighbors = try #require(index.models.neighbors?.neighbors(of: place))
        #expect(!neighbors.isEmpty && neighbors.allSatisfy { ($0.item - place) % 2 == 0 })
        var few = TrackTableBuilder()
        for track in [5, 9, 11] { few.addTrack(TrackID(Int64(track)), addedSeconds: 0, popularity: nil) }
        let small = try IndexBuilder.assemble(few.finish(), sound: nil, tastes: read)
        #expect(small.table.count == 3 && small.models.factors?.items.count == 3)
    }

    /// A fit that has vanished would order tracks by its rounding errors.
    @Test func aFitThatVanishedIsNoTaste() throws {
        var generator = SplitMix64(seed: 3)
        let feedback = FeedbackTable(
            World.signals(&generator, listenerCount: 20), weights: .standard, nowSeconds: World.nowSeconds)
        let tastes = try #require(
            try Tastes(
                feedback, factorisation: .init(dimension: 8, regularization: 9), neighbors: .init(),
                head: nil,
                plan: .standard))
        #expect(tastes.factors.values.allSatisfy { $0 == 0 })
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func damageIsRefusedOrHarmless(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let bytes = try tastes(seed: 2, listenerCount: 6).encoded()
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0...generator.index(below: 3) {
                damaged[generator.index(below: 1_200)] = UInt8(generator.index(below: 256))
            }
            if generator.uniform() < 0.3 { damaged.removeLast(generator.index(below: 90)) }
            let read = try? Tastes(decoding: damaged)
            #expect(read.map { $0.factors.values.allSatisfy(\.isFinite) } ?? true)
        }
        #expect(throws: RecommendError.self) { try Tastes(decoding: []) }
        #expect(throws: RecommendError.self) { try Tastes(decoding: Array(bytes.dropLast())) }
    }
}
