import CatalogCore
import Learning

/// For each track the tracks that the same people met, where somebody keeps the lists.
package struct NeighborLists: Sendable {
    let offsets: Column<Int32>
    let items: Column<Int32>
    let scores: Column<Float>

    init?(trackCount: Int, offsets: Column<Int32>, items: Column<Int32>, scores: Column<Float>) {
        guard offsets.count == trackCount + 1, items.count == scores.count, offsets[0] == 0,
            Int(offsets[trackCount]) == items.count
        else { return nil }
        self.offsets = offsets
        self.items = items
        self.scores = scores
    }

    /// The neighbours of a track with how near they are; empty where nobody met it.
    package func neighbors(of track: Int32) -> [(item: Int32, score: Float)] {
        range(of: track).map { (items[$0], scores[$0]) }
    }

    func hasNeighbors(_ track: Int32) -> Bool { !range(of: track).isEmpty }

    /// What a history says of other tracks: as many as its tracks have neighbours.
    func scores(for history: History) -> TrackSums {
        var found = TrackSums(entryCount: history.items.reduce(0) { $0 + range(of: $1).count })
        for (item, weight) in zip(history.items, history.weights) {
            let direction = max(-1, min(1, weight))
            for entry in range(of: item) { found.add(direction * scores[entry], to: items[entry]) }
        }
        return found
    }

    private func range(of track: Int32) -> Range<Int> {
        let start = Int(offsets[Int(track)])
        return start..<max(start, Int(offsets[Int(track) + 1]))
    }
}
