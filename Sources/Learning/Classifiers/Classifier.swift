/// Tells classes apart: a trained model of any algorithm.
package protocol Classifier: Sendable {
    /// The probability of each class, in the order of the table's class names; they sum to one.
    func probabilities(of row: ArraySlice<Float>) -> [Float]
}

extension Classifier {
    /// The most probable class; the first of equals.
    package func label(of row: ArraySlice<Float>) -> Int { probabilities(of: row).indexOfLargest }
}

extension Array where Element == Float {
    /// The place of the largest value, the first of equals.
    package var indexOfLargest: Int {
        var best = 0
        for index in indices where self[index] > self[best] { best = index }
        return best
    }
}
