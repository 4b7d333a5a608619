import CatalogCore
import Learning
import Testing

@Suite struct SparseMatrixTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func entriesSurviveTransposingTwice(seed: UInt64) {
        let matrix = SparseFixture.random(rows: 17, columns: 29, entries: 200, seed: seed)
        #expect(matrix.transposed().transposed() == matrix)
        for row in 0..<matrix.rowCount {
            let columns = Array(matrix.row(row).columns)
            #expect(columns == Array(Set(columns)).sorted())
        }
    }

    @Test func repeatedCellsAddUp() {
        let matrix = SparseMatrix(
            rowCount: 2, columnCount: 3, rows: [1, 0, 1, 1], columns: [2, 0, 2, 1], values: [1, 5, 2.5, 4])
        #expect(matrix.offsets == [0, 1, 3])
        #expect(matrix.columns == [0, 1, 2])
        #expect(matrix.values == [5, 4, 3.5])
    }

    @Test func emptyRowsAndMatricesAreFine() {
        let matrix = SparseMatrix(rowCount: 3, columnCount: 0, rows: [], columns: [], values: [])
        #expect(matrix.transposed().rowCount == 0)
        #expect(matrix.row(2).count == 0)
    }
}
