import CatalogCore
import Learning

/// For each track the tracks that the same people met, where somebody keeps the lists.
package struct NeighborLists: Sendable {
    let offsets: Column<Int32>
    let items: Column<Int32>
    /// How near each is, in 16 bits: to be multiplied with the unit of the list.
    let shorts: Column<Int16>
    let units: Column<Float>

    private static let shortMax: Float = 32_767

    init?(
        trackCount: Int, offsets: Column<Int32>, items: Column<Int32>, shorts: Column<Int16>,
        units: Column<Float>
    ) {
        guard offsets.count == trackCount + 1, items.count == shorts.count, units.count == trackCount,
            offsets[0] == 0, Int(offsets[trackCount]) == items.count
        else { return nil }
        self.offsets = offsets
        self.items = items
        self.shorts = shorts
        self.units = units
    }

    /// How near some tracks are, as a list keeps it.
    static func shortened(_ scores: some Collection<Float>) -> (shorts: [Int16], unit: Float) {
        let largest = scores.reduce(0) { max($0, abs($1)) }
        guard largest > 0 else { return ([Int16](repeating: 0, count: scores.count), 0) }
        return (scores.map { Int16(($0 * (shortMax / largest)).rounded()) }, largest / shortMax)
    }

    /// The neighbours of a track with how near they are; empty where nobody met it.
    package func neighbors(of track: Int32) -> [(item: Int32, score: Float)] {
        let unit = units[Int(track)]
        return range(of: track).map { (items[$0], Float(shorts[$0]) * unit) }
    }

    func hasNeighbors(_ track: Int32) -> Bool { !range(of: track).isEmpty }

    /// What a history says of other tracks: as many as its tracks have neighbours.
    func scores(for history: History) -> TrackSums {
        var found = TrackSums(entryCount: history.items.reduce(0) { $0 + range(of: $1).count })
        for (item, weight) in zip(history.items, history.weights) {
            let factor = max(-1, min(1, weight)) * units[Int(item)]
            let entries = self.range(of: item)
            precondition(entries.upperBound <= items.count, "a list lies among the items")
            found.add(
                shorts.pointer + entries.lowerBound, times: factor, to: items.pointer + entries.lowerBound,
                count: entries.count)
        }
        return found
    }

    private func range(of track: Int32) -> Range<Int> {
        let start = Int(offsets[Int(track)])
        return start..<max(start, Int(offsets[Int(track) + 1]))
    }
}
