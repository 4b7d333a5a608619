/// What one listener did: the question that a recommender answers.
///
/// Recommenders know no users, only histories, so that a new event changes the next answer without training.
package struct History: Sendable, Equatable {
    /// Distinct items, ascending.
    package let items: [Int32]
    /// Positive for liked, negative for disliked.
    package let weights: [Float]
    /// When each item was met last; empty where nobody knows.
    package let timesSeconds: [Double]

    package init(items: [Int32], weights: [Float], timesSeconds: [Double] = []) {
        precondition(items.count == weights.count, "every item has a weight")
        precondition(
            timesSeconds.isEmpty || timesSeconds.count == items.count, "every item has a time or none has")
        let isSorted = zip(items, items.dropFirst()).allSatisfy { $0 < $1 }
        if isSorted {
            self.items = items
            self.weights = weights
            self.timesSeconds = timesSeconds
        } else {
            let order = items.indices.sorted { items[$0] < items[$1] }
            self.items = order.map { items[$0] }
            self.weights = order.map { weights[$0] }
            self.timesSeconds = timesSeconds.isEmpty ? [] : order.map { timesSeconds[$0] }
            precondition(zip(self.items, self.items.dropFirst()).allSatisfy { $0 < $1 }, "items are distinct")
        }
    }

    package static let empty = History(items: [], weights: [])

    package init(row: SparseMatrix.Row) {
        self.init(items: Array(row.columns), weights: Array(row.values))
    }

    package var count: Int { items.count }

    /// The items that were liked, with their weights.
    package var liked: [(item: Int32, weight: Float)] {
        items.indices.filter { weights[$0] > 0 }.map { (items[$0], weights[$0]) }
    }
}
