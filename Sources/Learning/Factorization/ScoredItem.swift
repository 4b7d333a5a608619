/// An item and how well it fits; larger is better.
package struct ScoredItem: Sendable, Equatable {
    package var item: Int32
    package var score: Float

    package init(item: Int32, score: Float) {
        self.item = item
        self.score = score
    }

    /// The order of every ranking: the better score first, and among equals the smaller index, on any machine.
    package static func ranksBefore(_ left: ScoredItem, _ right: ScoredItem) -> Bool {
        left.score != right.score ? left.score > right.score : left.item < right.item
    }
}
