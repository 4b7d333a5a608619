/// All that a recommender may learn from.
package struct TrainingSet: Sendable {
    package let interactions: Interactions
    /// `interactions` as user × item.
    package let matrix: SparseMatrix
    /// Where a model of sound places each item; nil where there is none. A row of zeros is an item without one.
    package let itemEmbeddings: FactorMatrix?

    package init(_ interactions: Interactions, itemEmbeddings: FactorMatrix? = nil) {
        self.init(interactions, matrix: interactions.matrix(), itemEmbeddings: itemEmbeddings)
    }

    /// For learners that read the matrix alone.
    package init(matrix: SparseMatrix) {
        self.init(
            Interactions(userCount: matrix.rowCount, itemCount: matrix.columnCount), matrix: matrix,
            itemEmbeddings: nil)
    }

    package init(_ interactions: Interactions, matrix: SparseMatrix, itemEmbeddings: FactorMatrix?) {
        precondition(
            itemEmbeddings.map { $0.rowCount == interactions.itemCount } ?? true,
            "every item has an embedding row")
        self.interactions = interactions
        self.matrix = matrix
        self.itemEmbeddings = itemEmbeddings
    }

    package var itemCount: Int { interactions.itemCount }
    package var userCount: Int { interactions.userCount }
}
