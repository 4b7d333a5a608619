import CatalogCore
import Testing

@Suite struct ParallelTests {
    @Test(arguments: [1, 7, 64, 1_000]) func everyIndexIsVisitedOnceAndInChunkOrder(chunkSize: Int) {
        let chunks = Parallel.mapChunks(of: 1_000, chunkSize: chunkSize) { _, indices in Array(indices) }
        #expect(chunks.flatMap { $0 } == Array(0..<1_000))
    }

    @Test func nothingToDoCallsNothing() {
        #expect(Parallel.mapChunks(of: 0, chunkSize: 8) { chunk, _ in chunk }.isEmpty)
    }
}
