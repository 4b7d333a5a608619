/// Gradient-boosted trees that tell classes.
package final class BoostedTrees: Classifier {
    package let classCount: Int
    private let dimension: Int
    private let model: GradientBoosting

    init(_ model: GradientBoosting, classCount: Int, dimension: Int) {
        self.model = model
        self.classCount = classCount
        self.dimension = dimension
    }

    package func probabilities(of rows: VectorTable) -> [Float] {
        precondition(rows.columns == dimension, "a row has the columns of the training table")
        return model.predict(rows, valuesPerRow: classCount)
            ?? [Float](repeating: 1 / Float(classCount), count: rows.rows * classCount)
    }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.boostedTrees.rawValue)
        archive.write(classCount)
        archive.write(dimension)
        archive.write(bytes: model.encoded)
    }

    package convenience init(from archive: inout ClassifierArchive) throws {
        let count = try archive.number(in: 2...LinearClassifier.classCountMax)
        let width = try archive.number(in: 1...LinearClassifier.columnCountMax)
        self.init(try GradientBoosting(encoded: try archive.bytes()), classCount: count, dimension: width)
    }
}
