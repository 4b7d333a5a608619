import CatalogCore
import Learning
import Testing

@Suite struct EASETests {
    /// B minimises |X - XB|² + λ|B|² with zero diagonal: the gradient of every other weight is zero.
    @Test(arguments: [UInt64(1), 2])
    func theGradientIsZeroOffTheDiagonal(seed: UInt64) throws {
        let table = SparseFixture.table(users: 40, items: 15, entries: 200, seed: seed)
        let matrix = table.matrix()
        let model = try EASE(matrix, parameters: .init(regularization: 3))
        var dense = [[Double]](repeating: [Double](repeating: 0, count: 15), count: 40)
        for user in 0..<40 { for item in matrix.row(user).columns { dense[user][Int(item)] = 1 } }
        for from in 0..<15 {
            #expect(model.weights[from * 15 + from] == 0)
            for to in 0..<15 where to != from {
                var gradient = 2 * 3 * Double(model.weights[from * 15 + to])
                for user in 0..<40 {
                    var predicted = 0.0
                    for item in 0..<15 {
                        predicted += dense[user][item] * Double(model.weights[item * 15 + to])
                    }
                    gradient -= 2 * dense[user][from] * (dense[user][to] - predicted)
                }
                #expect(abs(gradient) < 1e-4)
            }
        }
    }

    @Test func someScoresAreThoseOfAll() throws {
        let matrix = SparseFixture.random(rows: 30, columns: 20, entries: 150, seed: 3)
        let model = try EASE(
            matrix, parameters: .init(regularization: 5, popularityRegularization: 0.5, historyExponent: 0.3))
        let history = History(items: [1, 4, 9], weights: [1, -1, 2])
        let all = model.scores(for: history)
        for (place, score) in model.scores(for: history, of: [0, 7, 19]).enumerated() {
            #expect(abs(score - all[[0, 7, 19][place]]) < 1e-5)
        }
    }

    @Test func tooManyItemsAreRefused() {
        let matrix = SparseMatrix(
            rowCount: 0, columnCount: EASE.itemCountMax + 1, rows: [], columns: [], values: [])
        #expect(throws: EASEError.self) {
            try EASE(matrix, parameters: .init())
        }
    }
}
