/// Keeps the best `limit` of the items that are offered: a bounded heap with the worst kept item on top.
///
/// Offering costs O(1) for what does not enter and O(log limit) for what does.
package struct TopItems: Sendable {
    package let limit: Int
    private var heap: [ScoredItem] = []

    package init(limit: Int) {
        precondition(limit > 0, "a ranking has at least one place")
        self.limit = limit
        heap.reserveCapacity(min(limit, 1024))
    }

    /// What an item must beat to enter.
    package var threshold: Float { heap.count < limit ? -.infinity : heap[0].score }

    package mutating func offer(_ candidate: ScoredItem) {
        guard candidate.score > -.infinity else { return }
        if heap.count < limit {
            heap.append(candidate)
            siftUp(heap.count - 1)
        } else if ScoredItem.ranksBefore(candidate, heap[0]) {
            heap[0] = candidate
            siftDown()
        }
    }

    /// In no order.
    package var items: [ScoredItem] { heap }

    /// Best first.
    package func ranked() -> [ScoredItem] { heap.sorted(by: ScoredItem.ranksBefore) }

    /// The best `limit` of scores by index, leaving out what `isExcluded` names.
    package static func best(
        of scores: [Float], limit: Int, isExcluded: (Int32) -> Bool = { _ in false }
    ) -> [ScoredItem] {
        guard limit > 0 else { return [] }
        var top = TopItems(limit: limit)
        for (index, score) in scores.enumerated() where score >= top.threshold {
            let item = Int32(index)
            if !isExcluded(item) { top.offer(ScoredItem(item: item, score: score)) }
        }
        return top.ranked()
    }

    // In place, without asking at each step whether somebody shares the array: most of what is offered passes here.

    private mutating func siftUp(_ start: Int) {
        heap.withUnsafeMutableBufferPointer { heap in
            var child = start
            while child > 0 {
                let parent = (child - 1) / 2
                guard ScoredItem.ranksBefore(heap[parent], heap[child]) else { return }
                heap.swapAt(parent, child)
                child = parent
            }
        }
    }

    private mutating func siftDown() {
        heap.withUnsafeMutableBufferPointer { heap in
            var parent = 0
            while true {
                let left = 2 * parent + 1
                guard left < heap.count else { return }
                let right = left + 1
                let child =
                    right < heap.count && ScoredItem.ranksBefore(heap[left], heap[right]) ? right : left
                guard ScoredItem.ranksBefore(heap[parent], heap[child]) else { return }
                heap.swapAt(parent, child)
                parent = child
            }
        }
    }
}
