import CatalogCore
import Learning
import TestSupport
import Testing

@Suite struct GraphVectorIndexTests {
    private func recall(_ index: GraphVectorIndex, _ vectors: FactorMatrix, allowed: BitSet?) -> Double {
        let queries = ExactVectorIndexTests.vectors(30, dimension: vectors.dimension, seed: 12)
        var hits = 0
        for place in 0..<30 {
            let wanted = ExactVectorIndexTests.expected(vectors, queries[place], limit: 10) {
                allowed?.contains($0) ?? true
            }
            let found = index.search(queries[place], limit: 10, width: 200, allowed: allowed)
            #expect(found.allSatisfy { allowed?.contains(Int($0.item)) ?? true })
            hits += wanted.intersection(found.map(\.item)).count
        }
        return Double(hits) / 300
    }

    @Test func mostNeighboursAreFoundAndKeptInAFile() throws {
        let vectors = ExactVectorIndexTests.vectors(3_000, dimension: 16, seed: 11)
        let index = try #require(GraphVectorIndex(vectors, capacity: 3_100))
        #expect(index.count == 3_000)
        #expect(recall(index, vectors, allowed: nil) > 0.97)
        let even = BitSet(count: 3_000, members: stride(from: Int32(0), to: 3_000, by: 2))
        #expect(recall(index, vectors, allowed: even) > 0.95)
        let folder = try TemporaryFolder()
        #expect(index.save(path: folder.file("graph")))
        let loaded = try #require(
            GraphVectorIndex(path: folder.file("graph"), dimension: 16, capacity: 3_100))
        let query = vectors[5]
        #expect(loaded.search(query, limit: 10) == index.search(query, limit: 10))
        #expect(GraphVectorIndex(path: folder.file("graph"), dimension: 17, capacity: 10) == nil)
        #expect(GraphVectorIndex(path: folder.file("none"), dimension: 16, capacity: 10) == nil)
    }

    @Test func vectorsComeAndGo() throws {
        let vectors = ExactVectorIndexTests.vectors(500, dimension: 16, seed: 13)
        let index = try #require(GraphVectorIndex(vectors, capacity: 501))
        let query = vectors[7]
        #expect(index.search(query, limit: 1).first?.item == 7)
        #expect(index.remove(7))
        #expect(index.search(query, limit: 1).first?.item != 7)
        #expect(index.add(query, at: 500))
        #expect(index.search(query, limit: 1).first?.item == 500)
        #expect(!index.add(query, at: 501))
        #expect(!index.remove(9_999))
    }
}
