import CatalogCore
import Learning

/// EASE's weights over the tracks that it was learned of, where somebody keeps them.
package struct HeadWeights: Sendable {
    /// The tracks, ascending by index.
    let items: Column<Int32>
    /// Row i: what having met track i says about every one of them.
    let weights: Column<Float>

    init?(items: Column<Int32>, weights: Column<Float>) {
        guard items.count > 0, weights.count == items.count * items.count else { return nil }
        self.items = items
        self.weights = weights
    }

    /// The score of each of the tracks that are asked for; nil for those that it knows nothing of.
    func scores(for history: History, of wanted: [Int32]) -> [Float?] {
        let columns = wanted.map { items.place(of: $0) }
        var scores = columns.map { $0.map { _ in Float(0) } }
        for (item, weight) in zip(history.items, history.weights) {
            guard let row = items.place(of: item) else { continue }
            let direction: Float = weight > 0 ? 1 : weight < 0 ? -1 : 0
            for place in wanted.indices {
                guard let column = columns[place], let sum = scores[place] else { continue }
                scores[place] = sum + direction * weights[row * items.count + column]
            }
        }
        return scores
    }

    /// The best of all that it knows, among those allowed.
    func best(for history: History, limit: Int, allowed: BitSet) -> [ScoredItem] {
        let all = items.values
        var top = TopItems(limit: limit)
        for (item, score) in zip(all, scores(for: history, of: all)) where allowed.contains(Int(item)) {
            top.offer(ScoredItem(item: item, score: score ?? 0))
        }
        return top.ranked()
    }
}
