/// Tells classes apart: a trained model of any algorithm.
package protocol Classifier: Sendable {
    var classCount: Int { get }

    /// The probability of each class for each row, row by row, in the order of the table's class names; those of a row
    /// sum to one.
    func probabilities(of rows: VectorTable) -> [Float]

    /// Writes what `ClassifierKind.classifier(from:)` reads.
    func write(to archive: inout ClassifierArchive)
}

extension Classifier {
    /// The probabilities of one row.
    package func probabilities(of row: ArraySlice<Float>) -> [Float] {
        probabilities(of: VectorTable(columns: row.count, values: Array(row)))
    }

    /// The most probable class; the first of equals.
    package func label(of row: ArraySlice<Float>) -> Int { probabilities(of: row).indexOfLargest }

    /// The most probable class of each row.
    package func labels(of rows: VectorTable) -> [Int] {
        let probabilities = probabilities(of: rows)
        return (0..<rows.rows).map {
            probabilities[$0 * classCount..<($0 + 1) * classCount].offsetOfLargest
        }
    }
}

extension Collection where Element == Float {
    /// How far from the start the largest value lies, the first of equals.
    package var offsetOfLargest: Int {
        var best = (offset: 0, value: -Float.infinity)
        for (offset, value) in enumerated() where value > best.value { best = (offset, value) }
        return best.offset
    }
}

extension Array where Element == Float {
    /// The place of the largest value, the first of equals.
    package var indexOfLargest: Int { offsetOfLargest }
}
