import CatalogCore
import Learning
import Testing

@Suite struct ItemNeighborsTests {
    @Test func cosinesAreThoseOfTheDefinition() throws {
        // Items 0 and 1 share two of three and two listeners; item 2 shares none with 0.
        var table = Interactions(userCount: 4, itemCount: 3)
        for (user, item) in [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (3, 2)] {
            table.append(user: Int32(user), item: Int32(item))
        }
        let model = try ItemNeighbors.fit(
            TrainingSet(table), parameters: .init(neighborCount: 5, shrinkage: 0))
        let neighbors = model.similar(to: 0, limit: 5)
        #expect(neighbors.map(\.item) == [1])
        #expect(abs((neighbors.first?.score ?? 0) - 2 / Float(6).squareRoot()) < 1e-6)
    }

    @Test(arguments: ItemNeighbors.Weighting.allCases)
    func itemsOfOneCampAreNeighbours(weighting: ItemNeighbors.Weighting) throws {
        let training = TrainingSet(SparseFixture.checkerboard(users: 60, items: 30, seed: 2))
        let model = try ItemNeighbors.fit(
            training, parameters: .init(weighting: weighting, neighborCount: 10))
        for item in 0..<30 {
            #expect(model.similar(to: Int32(item), limit: 10).allSatisfy { Int($0.item) % 2 == item % 2 })
        }
    }
}
