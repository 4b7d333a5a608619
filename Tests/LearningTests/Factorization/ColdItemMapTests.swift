import CatalogCore
import Learning
import Testing

@Suite struct ColdItemMapTests {
    /// Factors that are a linear function of the embeddings are found again for an item that nobody met.
    @Test(arguments: [UInt64(5), 6])
    func aLinearMapIsRecovered(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let truth = (0..<3 * 4).map { _ in Float(generator.normal()) }
        let embeddings = FactorMatrix(rowCount: 200, dimension: 3) { _ in
            (0..<3).map { _ in Float(generator.normal()) }
        }
        let factors = FactorMatrix(rowCount: 200, dimension: 4) { row in
            (0..<4).map { output in
                0.5 + (0..<3).reduce(Float(0)) { $0 + embeddings[row][$1] * truth[$1 * 4 + output] }
            }
        }
        let counts = (0..<200).map { $0 < 199 ? 10 : 0 }
        let map = try ColdItemMap(
            embeddings: embeddings, factors: factors, counts: counts, regularization: 1e-6)
        var hidden = factors
        hidden[199] = [0, 0, 0, 0]
        let completed = map.completed(hidden, embeddings: embeddings, counts: counts)
        for (found, wanted) in zip(completed[199], factors[199]) { #expect(abs(found - wanted) < 1e-3) }
        #expect(completed[0] != [0, 0, 0, 0])
    }
}
