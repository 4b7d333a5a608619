import CatalogCore
import Learning

/// Tracks as directions from one origin: whose are nearest to another.
struct TrackPlaces: Sendable {
    let ids: [TrackID]
    private let dimension: Int
    /// Of length one, row after row.
    private let directions: [Float]

    init(ids: [TrackID], dimension: Int, values: [Float]) {
        precondition(values.count == ids.count * dimension, "each track has a place")
        self.ids = ids
        self.dimension = dimension
        var directions = values
        for start in stride(from: 0, to: values.count, by: max(1, dimension)) {
            let length = Self.length(values[start..<start + dimension])
            for index in start..<start + dimension { directions[index] /= length }
        }
        self.directions = directions
    }

    /// The nearest by the cosine, nearest first; none where the place has another dimension. O(tracks).
    func nearest(
        to place: [Float], count: Int, where isWanted: (TrackID) -> Bool
    ) -> [(id: TrackID, similarity: Float)] {
        guard place.count == dimension, count > 0 else { return [] }
        let length = Self.length(place[...])
        var best: [(id: TrackID, similarity: Float)] = []
        for (row, id) in ids.enumerated() {
            var dot: Float = 0
            for column in 0..<dimension { dot += directions[row * dimension + column] * place[column] }
            let similarity = dot / length
            if best.count == count, let last = best.last, similarity <= last.similarity { continue }
            guard isWanted(id) else { continue }
            best.insert((id, similarity), at: best.firstIndex { $0.similarity < similarity } ?? best.count)
            if best.count > count { best.removeLast() }
        }
        return best
    }

    private static func length(_ values: ArraySlice<Float>) -> Float {
        max(1e-12, values.reduce(0) { $0 + $1 * $1 }.squareRoot())
    }
}
